import { useTheme2 } from '@grafana/ui';
import type { Mark } from './colour-scheme';
import { HATCH_INK, HATCH_LINES, HATCH_PX, paletteOf } from './palette';

const MARKS: readonly Mark[] = ['new', 'gone'];

/** Name of a pattern in the document; `id` is the graph's. */
export function hatchId(id: string, mark: Mark, dim: boolean): string {
  return `${id.replaceAll(':', '')}-${mark}${dim ? '-dim' : ''}`;
}

/** Fills of new and gone frames, for elements: the canvas draws the same lines itself. */
export function HatchPatterns({ id }: { readonly id: string }) {
  const { fills, dimFills } = paletteOf('change', useTheme2().isDark);
  const patterns = MARKS.flatMap((mark) =>
    [false, true].map((dim) => ({ mark, dim, fill: (dim ? dimFills : fills).at(slotOf(mark))! })),
  );
  return (
    <svg width={0} height={0} aria-hidden="true" style={{ position: 'absolute' }}>
      <defs>
        {patterns.map(({ mark, dim, fill }) => (
          <pattern
            key={hatchId(id, mark, dim)}
            id={hatchId(id, mark, dim)}
            width={HATCH_PX}
            height={HATCH_PX}
            patternUnits="userSpaceOnUse"
          >
            <rect width={HATCH_PX} height={HATCH_PX} fill={fill} stroke="none" />
            <path d={HATCH_LINES[mark]} stroke={HATCH_INK} strokeWidth={1.5} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

function slotOf(mark: Mark): number {
  return mark === 'new' ? -1 : 0;
}
