import { useTheme2 } from '@grafana/ui';
import type { OneSided } from '#comparison';
import { HATCH_INK, HATCH_LINES, HATCH_PX, paletteOf } from './palette';

const ONE_SIDED: readonly OneSided[] = ['new', 'gone'];

/** Name of a pattern in the document; `id` is the graph's. */
export function hatchId(id: string, presence: OneSided, dim: boolean): string {
  return `${id.replaceAll(':', '')}-${presence}${dim ? '-dim' : ''}`;
}

/** Fills of new and gone frames, for elements: the canvas draws the same lines itself. */
export function HatchPatterns({ id }: { readonly id: string }) {
  const { fills, dimFills } = paletteOf('change', useTheme2().isDark);
  const patterns = ONE_SIDED.flatMap((presence) =>
    [false, true].map((dim) => ({
      presence,
      dim,
      fill: (dim ? dimFills : fills).at(slotOf(presence))!,
    })),
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

function slotOf(presence: OneSided): number {
  return presence === 'new' ? -1 : 0;
}
