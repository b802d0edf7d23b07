import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Tooltip, useStyles2 } from '@grafana/ui';
import { kindOf, rateUnit, valueUnit, type Coverage, type ProfileType } from '#series';
import {
  chartUnit,
  exactValue,
  formatPercent,
  formatValue,
  seriesOf,
  type TimelineChart,
} from '#ui';
import { belowWidth } from './page-width';

export interface CoverageLineProps {
  readonly profileType: ProfileType;
  /** The tree's total, in the type's unit. */
  readonly total: number;
  readonly coverage: Coverage;
  /** What is drawn of it below: its rate is written in the same unit. */
  readonly chart?: TimelineChart | undefined;
  /** Where which build it is of matters. */
  readonly buildIds?: readonly string[];
}

interface Fact {
  readonly text: string;
  readonly why: string;
  readonly off?: boolean;
  /** As it nearly always is, and said by another fact too. */
  readonly usual?: boolean;
}

/** The numbers that say what the picture rests on; each tells its formula when it is pointed at. */
export function CoverageLine(props: CoverageLineProps) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.line} aria-label="What this profile rests on">
      {factsOf(props).map((fact) => (
        <li key={fact.why} className={cx(fact.usual && styles.usual)}>
          <Tooltip content={fact.why} interactive>
            <button type="button" className={cx(styles.fact, fact.off && styles.off)}>
              {fact.text}
            </button>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

function factsOf({
  profileType,
  total,
  coverage,
  chart,
  buildIds = [],
}: CoverageLineProps): readonly Fact[] {
  const { scrapes, seriesCount, gaps } = coverage;
  const isCounter = kindOf(profileType) === 'counter';
  return [
    // Of no profile there is no value, not 0.
    ...(scrapes === 0 ? [] : [rateFact({ profileType, total, coverage, chart })]),
    {
      text: plural(scrapes, isCounter ? 'increase' : 'scrape'),
      why: `${
        isCounter
          ? `${scrapes} times between two stored profiles of a series lie in the window`
          : `${scrapes} stored profiles lie in the window`
      }: ${seriesCount} series, ${plural(gaps, 'gap')}`,
      off: scrapes === 0,
    },
    {
      text: `${seriesCount} series`,
      why: `label sets with data in the window: ${seriesCount}, one a scraped unit`,
      usual: seriesCount === 1,
    },
    {
      text: plural(gaps, 'gap'),
      why: profileType.delta
        ? `${gaps} places without a profile between scrapes: the scrape failed, or the process was idle and used no CPU`
        : `${gaps} places without a profile between scrapes: the scrape failed`,
      off: gaps > 0,
      usual: gaps === 0,
    },
    ...partFact(coverage),
    ...buildFact(buildIds),
  ];
}

function partFact({ scrapes, extent, seconds }: Coverage): readonly Fact[] {
  if (scrapes === 0 || extent === 1) return [];
  return [
    {
      text: `${formatPercent(extent)} of the window`,
      why: `the scrapes cover ${seconds} s, ${formatPercent(extent)} of the window; a rate is over those`,
      off: true,
    },
  ];
}

function buildFact(buildIds: readonly string[]): readonly Fact[] {
  const [first, ...more] = buildIds;
  if (first === undefined) return [];
  return [
    {
      text: more.length === 0 ? `build ${first.slice(0, 8)}` : plural(buildIds.length, 'build'),
      why: `build ids that the profiles name: ${buildIds.join(', ')}`,
    },
  ];
}

/** CPU as cores, what else adds up per second, gauges as the mean that they are. */
function rateFact({ profileType, total, coverage, chart }: CoverageLineProps): Fact {
  const unit = valueUnit(profileType);
  const exact = exactValue(total, unit);
  if (kindOf(profileType) === 'gauge')
    return {
      text: inUnitOf(chart, total, unit),
      why: `${exact} = sum over series of the mean over their scrapes (${plural(coverage.scrapes, 'scrape')}, ${coverage.seriesCount} series)`,
    };
  const { seconds } = coverage;
  if (seconds === 0)
    return {
      text: formatValue(total, unit),
      why: `${exact} in all: the profiles do not say how long they were taken`,
    };
  const rate = rateUnit(profileType);
  const scale = rate === 'cores' ? 1e9 : 1;
  const value = total / scale / seconds;
  const of =
    kindOf(profileType) === 'counter'
      ? 'from the first scrape to the last'
      : 'covered by the scrapes';
  return {
    text: inUnitOf(chart, value, rate),
    why: `${inUnitOf(chart, value, rate)} = ${exact} ÷ ${Number(seconds.toFixed(3))} s ${of}${scale === 1 ? '' : ' ÷ 1,000,000,000 ns/s'}`,
  };
}

/** `840 mcores` is `0.84 cores` above an axis that reaches a core. */
function inUnitOf(chart: TimelineChart | undefined, value: number, unit: string): string {
  const series = chart?.unit === unit ? seriesOf(chart.state) : [];
  if (series.length === 0) return formatValue(value, unit);
  return chartUnit(series, unit, chart!.axisHolds).wordsOf(value);
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    listStyle: 'none',
    margin: 0,
    marginLeft: 'auto',
    alignItems: 'center',
    fontVariantNumeric: 'tabular-nums',
    minHeight: theme.spacing(4),
  }),
  fact: css({
    background: 'none',
    border: 0,
    padding: 0,
    color: theme.colors.text.primary,
    cursor: 'help',
    borderBottom: `1px dotted ${theme.colors.border.strong}`,
  }),
  usual: css({ [belowWidth(1180)]: { display: 'none' } }),
  off: css({ color: theme.colors.error.text, fontWeight: theme.typography.fontWeightMedium }),
});
