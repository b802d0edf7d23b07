import type { Pair } from '#comparison';
import type { ReportChart } from '#report';
import {
  DEFAULT_ALIASES,
  printSelector,
  profileTypeTitle,
  readLabel,
  topologyNames,
  type Labels,
  type Milliseconds,
  type Series,
  type TimeRange,
  type TopologyLabel,
} from '#series';
import { SourceError, type MetricSource } from '#sources';
import { choosePanels, metricPanels, STATUS_LABELS, type ChosenPanel } from '#targets';
import { formatValue } from '#ui/pictures';
import { findJoins, type JoinQuestion, type SideJoin } from './found-joins';

export interface ChartedSides extends Omit<JoinQuestion, 'range' | 'metrics'> {
  /** undefined: none is named. */
  readonly metrics: MetricSource | undefined;
  readonly windows: Pair<TimeRange>;
}

export interface SideCharts {
  readonly charts: readonly ReportChart[];
  /** Sentences for the user: what could not be asked. */
  readonly notes: readonly string[];
}

/** Windows that lie so many times their length apart would be slivers in one chart. */
const MOST_APART = 8;
const POINTS = 160;
const STEP: Milliseconds = 15_000;

/** What the page's report has besides the profile: its type's rate and the metrics of the same processes, with both windows. What cannot be asked is said. */
export async function reportCharts(sides: ChartedSides): Promise<SideCharts> {
  const answers = await Promise.all(
    rangesOf(sides.windows).map(async (range) => {
      const asked = { ...sides, range };
      const { metrics } = sides;
      const rate = await orNote(() => rateChart(asked));
      return metrics ? [rate, await orNote(() => metricCharts({ ...asked, metrics }))] : [rate];
    }),
  );
  return {
    charts: answers.flat().flatMap(({ charts }) => charts),
    notes: [...new Set(answers.flat().flatMap(({ notes }) => notes))],
  };
}

/** One that holds both, with room at its ends; or one each. */
function rangesOf(windows: Pair<TimeRange>): readonly TimeRange[] {
  const lengthOf = ({ start, end }: TimeRange) => end - start;
  const both = {
    start: Math.min(windows[0].start, windows[1].start),
    end: Math.max(windows[0].end, windows[1].end),
  };
  const longest = Math.max(...windows.map(lengthOf));
  const room = Math.round(longest / 4);
  const around = ({ start, end }: TimeRange) => ({ start: start - room, end: end + room });
  return lengthOf(both) <= MOST_APART * longest ? [around(both)] : windows.map(around);
}

type Asked = ChartedSides & { readonly range: TimeRange };
type AskedMetrics = Asked & { readonly metrics: MetricSource };

/** The answer of the comparison does not depend on it. */
async function orNote(ask: () => Promise<readonly ReportChart[]>): Promise<SideCharts> {
  try {
    return { charts: await ask(), notes: [] };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { charts: [], notes: [`left out of the report: ${error.message}`] };
  }
}

const stepOf = ({ start, end }: TimeRange): Milliseconds =>
  Math.max(1, Math.ceil((end - start) / POINTS / STEP)) * STEP;

async function rateChart(asked: Asked): Promise<readonly ReportChart[]> {
  const { source, selectors, range } = asked;
  const isOne = printSelector(selectors[0]) === printSelector(selectors[1]);
  const sides = isOne ? [selectors[0]] : selectors;
  const sumBy = topologyNames(DEFAULT_ALIASES);
  const question = { range, step: stepOf(range), sumBy };
  const found = await Promise.all(
    sides.map(async (selector, k) => {
      const series = await source.fetchSeries({ ...question, selector });
      return series.map((one) => ({ ...one, side: isOne ? '' : SIDES[k]! }));
    }),
  );
  const all = found.flat();
  const title = profileTypeTitle(selectors[0].profileType);
  return chartsOf(asked, { title, unit: all[0]?.unit ?? '' }, all);
}

async function metricCharts(asked: AskedMetrics): Promise<readonly ReportChart[]> {
  const { metrics, range } = asked;
  const joins = (await findJoins(asked)).filter(({ join }) => join.tier !== 'none');
  const known = await Promise.all(joins.map(({ join }) => knownMetrics(asked, join.matchers)));
  const chosen = choosePanels(metricPanels, {
    names: known.flatMap(({ names }) => names),
    withStatus: known.flatMap(({ withStatus }) => withStatus),
  });
  const chartOf = async ({ panel, metric }: ChosenPanel) => {
    const answers = await Promise.all(
      joins.map(async ({ join, sides }) => {
        const query = panel.query({ ...join, ...(metric !== undefined && { metric }) });
        const { series } = await metrics.fetchRange({ query, range, step: stepOf(range) });
        return series.map((one) => ({ ...one, side: sideWord(sides, joins) }));
      }),
    );
    return chartsOf(asked, panel, answers.flat());
  };
  return (await Promise.all(chosen.map(chartOf))).flat();
}

async function knownMetrics({ metrics, range }: AskedMetrics, match: string) {
  const read = (of: string | readonly string[]) =>
    metrics.fetchLabelValues({ name: '__name__', match: of, range });
  const status = STATUS_LABELS.map((label) => `{${label}!="",${match.slice(1)}`);
  const [names, withStatus] = await Promise.all([read(match), read(status)]);
  return { names, withStatus };
}

const SIDES = ['baseline', 'comparison'] as const;

/** Which side a series is of, where the sides are not of one join. */
function sideWord(sides: SideJoin['sides'], joins: readonly SideJoin[]): string {
  return joins.length > 1 ? sides.join(', ') : '';
}

type SidedSeries = Series & { readonly side: string };

/** None where there is nothing to draw. */
function chartsOf(
  { windows, range }: Asked,
  { title, unit }: { readonly title: string; readonly unit: string },
  series: readonly SidedSeries[],
): readonly ReportChart[] {
  if (series.length === 0) return [];
  return [
    {
      ...{ title, range },
      format: (value) => formatValue(value, unit),
      series: series.map(({ labels, times, values, side }) => ({
        label: [side, legendOf(labels)].filter((text) => text !== '').join(' '),
        ...{ times, values },
      })),
      windows: SIDES.map((name, k) => ({ name, range: windows[k]! })).filter(
        (window) => window.range.end > range.start && window.range.start < range.end,
      ),
      timeOf: (time) => `${new Date(time).toISOString().slice(11, 16)} UTC`,
    },
  ];
}

const FINEST_FIRST = [
  ...(['juju_unit', 'container', 'pod', 'systemd_unit', 'comm', 'service_name'] as const),
  ...(['instance', 'juju_application', 'namespace', 'node', 'job', 'juju_model'] as const),
] satisfies readonly TopologyLabel[];

/** The finest label of the topology, as the page has it, else what there is. */
function legendOf(labels: Labels): string {
  const [finest] = FINEST_FIRST.map((label) => readLabel(labels, label, DEFAULT_ALIASES)).filter(
    (value) => value !== '',
  );
  return finest ?? (Object.values(labels).join(' ') || 'all');
}
