import { useTheme2 } from '@grafana/ui';
import { HATCH_INK, HATCH_LINES, HATCH_PX, paletteOf, type FrameMark } from './palette';

const MARKS: readonly FrameMark[] = ['new', 'gone', 'negative'];

/** Name of a pattern in the document; `id` is the graph's. */
export function hatchId(id: string, presence: FrameMark, dim: boolean): string {
  return `${id.replaceAll(':', '')}-${presence}${dim ? '-dim' : ''}`;
}

/** Fills of marked frames, for elements: the canvas draws the same lines itself. */
export function HatchPatterns({ id }: { readonly id: string }) {
  const { isDark } = useTheme2();
  const patterns = MARKS.flatMap((presence) =>
    [false, true].map((dim) => ({ presence, dim, fill: fillOf(presence, { dim, isDark }) })),
  );
  return (
    <svg width={0} height={0} aria-hidden="true" style={{ position: 'absolute' }}>
      <defs>
        {patterns.map(({ presence, dim, fill }) => (
          <pattern
            key={hatchId(id, presence, dim)}
            id={hatchId(id, presence, dim)}
            width={HATCH_PX}
            height={HATCH_PX}
            patternUnits="userSpaceOnUse"
          >
            <rect width={HATCH_PX} height={HATCH_PX} fill={fill} stroke="none" />
            <path d={HATCH_LINES[presence]} stroke={HATCH_INK} strokeWidth={1.5} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

/** As the canvas colours them. */
function fillOf(mark: FrameMark, { dim, isDark }: { dim: boolean; isDark: boolean }): string {
  const { fills, dimFills } = paletteOf(mark === 'negative' ? 'category' : 'change', isDark);
  return (dim ? dimFills : fills).at(mark === 'new' ? -1 : 0)!;
}
