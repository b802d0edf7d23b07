import { useTheme2 } from '@grafana/ui';
import type { OneSided } from '#comparison';
import { HATCH_INK, HATCH_LINES, HATCH_PX, paletteOf } from './palette';

const MARKS: readonly OneSided[] = ['new', 'gone'];

/** Name of a pattern in the document; `id` is the graph's. */
export function hatchId(id: string, mark: OneSided): string {
  return `${id.replaceAll(':', '')}-${mark}`;
}

/** Fills of marked frames, for elements: the canvas draws the same lines itself. */
export function HatchPatterns({ id }: { readonly id: string }) {
  const { isDark } = useTheme2();
  return (
    <svg width={0} height={0} aria-hidden="true" style={{ position: 'absolute' }}>
      <defs>
        {MARKS.map((mark) => (
          <pattern
            key={mark}
            id={hatchId(id, mark)}
            width={HATCH_PX}
            height={HATCH_PX}
            patternUnits="userSpaceOnUse"
          >
            <rect width={HATCH_PX} height={HATCH_PX} fill={fillOf(mark, isDark)} stroke="none" />
            <path d={HATCH_LINES[mark]} stroke={HATCH_INK} strokeWidth={1.5} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

/** As the canvas colours them. */
function fillOf(mark: OneSided, isDark: boolean): string {
  return paletteOf('change', isDark).fills.at(mark === 'new' ? -1 : 0)!;
}
