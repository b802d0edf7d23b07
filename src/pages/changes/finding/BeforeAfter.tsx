import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { Finding } from '#changes';
import { sliceKindOf } from '#comparison';
import { rateUnit } from '#series';
import { formatValue, grewColour, shrankColour } from '#ui';

const LONGEST_PX = 260;

/** What it cost on both sides as two bars; nothing where what it would be is not known. */
export function BeforeAfter({ finding }: { readonly finding: Finding }) {
  const styles = useStyles2(getStyles);
  const sides = sidesOf(finding);
  if (!sides) return null;
  const unit = rateUnit(finding.profileType);
  const most = Math.max(...sides);
  return (
    <div>
      <dl className={styles.sides}>
        {(['before', 'after'] as const).map((side, i) => (
          <div key={side} className={styles.side}>
            <dt className={styles.name}>{side}</dt>
            <dd className={styles.value}>
              <span
                className={styles.bar}
                data-side={side}
                style={{ width: Math.max(1, (LONGEST_PX * sides[i]!) / most) }}
              />
              {formatValue(sides[i]!, unit)}
            </dd>
          </div>
        ))}
      </dl>
      {isAtEqualLoad(finding) && <p className={styles.basis}>at equal load</p>}
    </div>
  );
}

/** `delta = relative × before`, after = before + delta; of what is new it was nothing. */
export function sidesOf({
  delta,
  relative,
  direction,
}: Finding): readonly [before: number, after: number] | undefined {
  if (relative === undefined) return direction === 'up' ? [0, delta] : undefined;
  const before = delta / relative;
  return Number.isFinite(before) && before > 0 ? [before, Math.max(0, before + delta)] : undefined;
}

/** As `delta` is: beside what was measured this is another number. */
function isAtEqualLoad({ function: name, profileType }: Finding): boolean {
  return name !== undefined && sliceKindOf(profileType).kind === 'counts';
}

const getStyles = (theme: GrafanaTheme2) => ({
  sides: css({ display: 'grid', gap: 2, margin: 0, fontVariantNumeric: 'tabular-nums' }),
  side: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  name: css({ width: 44, color: theme.colors.text.secondary }),
  value: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1), margin: 0 }),
  basis: css({
    margin: 0,
    paddingLeft: theme.spacing(6.5),
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
  bar: css({
    height: 12,
    borderRadius: 2,
    '&[data-side="before"]': { background: shrankColour(theme) },
    '&[data-side="after"]': { background: grewColour(theme) },
  }),
});
