import { explainFindings, type Finding } from '#changes';
import { groupBy, type Labels, type Milliseconds } from '#series';
import { mapConcurrently, type MetricSource } from '#sources';
import type { BuildsOfSlice } from '../slices/fetch-batch';
import type { ScannedApplication } from '../fleet';
import { fetchApplicationMetrics, withDeploys, type ApplicationMetrics } from './happenings';
import { causeOfLoad } from './load';
import type { ScanQuestion } from '../scan-question';
import { dateFindings, togetherDated, type DatingTools } from './when';

export interface ExplainQuestion {
  readonly question: ScanQuestion;
  readonly findings: readonly Finding[];
  readonly applications: readonly ScannedApplication[];
  readonly labelSets: readonly Labels[];
  /** Of the totals. */
  readonly step: Milliseconds;
  /** By application: of the slices that are there. */
  readonly builds: ReadonlyMap<string, readonly BuildsOfSlice[]>;
  readonly metrics: MetricSource | undefined;
  /** Hears of all findings, with what is known so far. */
  readonly onFindings: (findings: readonly Finding[], done: number, total: number) => void;
}

/** Places, the best findings' first; each takes about a hundred merges. */
const MOST_DATED = 8;
/** Of which Prometheus is asked. */
const MOST_APPLICATIONS = 20;

/** When what findings name changed, and what happened then. */
export async function tellWhenAndWhy(
  tools: DatingTools,
  of: ExplainQuestion,
): Promise<readonly Finding[]> {
  const { question, applications, onFindings } = of;
  const { range } = question;
  const builds = new Map(of.builds);
  const dates = new Map<Finding, Finding>();
  const places = placesToDate(of.findings);
  const known = new Map<string, ApplicationMetrics>();
  const withAll = () => explained(of, { dates, builds, known });
  const total = places.length + 1;
  onFindings(of.findings, 0, total);
  for (const [i, place] of places.entries()) {
    const name = place[0]!.application;
    const application = applications.find((one) => one.name === name);
    const dated = application && (await dateFindings(tools, place, { application, range }));
    dated?.dates.forEach((date, finding) => dates.set(finding, date));
    builds.set(name, [...(builds.get(name) ?? []), ...(dated?.builds ?? [])]);
    onFindings(withAll(), i + 1, total);
  }
  if (of.metrics) {
    const metricTools = {
      ...{ metrics: of.metrics, asking: tools.asking, fleet: tools.fleet, range },
      ...{ labelSets: of.labelSets, aliases: question.aliases, step: of.step },
    };
    const named = [...groupBy(of.findings, ({ application }) => application).keys()];
    await mapConcurrently(named.slice(0, MOST_APPLICATIONS), async (name) => {
      const application = applications.find((one) => one.name === name);
      if (application) known.set(name, await fetchApplicationMetrics(metricTools, application));
    });
  }
  const all = withAll();
  onFindings(all, total, total);
  return all;
}

/** Of functions: those without a time first, then those that have the time of a total and no curve of their own. */
function placesToDate(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const ofFunctions = findings.filter((one) => one.function !== undefined && !one.series);
  const places = togetherDated(ofFunctions);
  const isUndated = (place: readonly Finding[]) => place.some(({ since }) => !since);
  return [...places.filter(isUndated), ...places.filter((place) => !isUndated(place))].slice(
    0,
    MOST_DATED,
  );
}

interface Known {
  readonly dates: ReadonlyMap<Finding, Finding>;
  readonly builds: ReadonlyMap<string, readonly BuildsOfSlice[]>;
  readonly known: ReadonlyMap<string, ApplicationMetrics>;
}

function explained(
  { findings, step, applications }: ExplainQuestion,
  { dates, builds, known }: Known,
): readonly Finding[] {
  const dated = findings.map((finding) => dates.get(finding) ?? finding);
  const events = applications.flatMap(({ name }) =>
    withDeploys(name, builds.get(name) ?? [], known.get(name)?.events ?? []),
  );
  const asked = new Set([...known].flatMap(([name, { isAll }]) => (isAll ? [name] : [])));
  return explainFindings(dated, events, step, asked).map((finding) => {
    const requests = known.get(finding.application)?.requests ?? [];
    return { ...finding, cause: causeOfLoad(requests, finding) ?? finding.cause };
  });
}
