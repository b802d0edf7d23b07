import { grafanaUnit, PANEL_ID, type Baseline, type ParcaQuery } from '#frames';
import { printView, type BarView, type ViewState } from '#pages';
import {
  metricJoin,
  choosePanels,
  COMMON_METRICS,
  metricPanelsOf,
  type MetricPanelText,
} from '#targets';
import {
  atDatasource,
  namesOf,
  printDuration,
  parseProfileType,
  printMatchers,
  printProfileType,
  profileTypeTitle,
  rateUnit,
  storedTypeOf,
  type ProfileType,
  type TimeRange,
  type TopologyAliases,
} from '#series';
import { askedFor, DEFAULT_RANGE, routeTo, withSources } from '../links/app-location';
import type { ChosenDatasources } from '../create-sources';
import type { Datasource } from '../datasources/datasource-choice';

export interface DashboardPanel {
  readonly type: string;
  readonly title: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly targets: readonly (object & { readonly datasource: { readonly uid: string } })[];
  readonly gridPos: {
    readonly x: number;
    readonly y: number;
    readonly w: number;
    readonly h: number;
  };
  readonly options: object;
  readonly fieldConfig: { readonly defaults: object; readonly overrides: readonly never[] };
  readonly links: readonly { readonly title: string; readonly url: string }[];
}

export interface PanelsOf extends ChosenDatasources {
  readonly at: BarView;
  readonly metricPanels: readonly MetricPanelText[];
  readonly aliases: TopologyAliases;
  /** Beside the flame graph: the type's rate and the metrics of the same unit. */
  readonly withMetrics: boolean;
}

/** Why a view cannot be a panel; undefined: it can. */
export function whyNoPanel(of: Pick<PanelsOf, 'at' | 'parca' | 'beside'>): string | undefined {
  const { view } = of.at;
  const refused = placesOf(of).map(({ parca }) => whyNotOf(parca, view));
  const why = refused.find((one) => one !== undefined);
  if (why !== undefined || view.page === 'targets') return why;
  const sides = view.page === 'compare' ? [view.baseline, view.comparison] : [view.profile];
  if (view.profileType === undefined || !sides.every((side) => side.matchers))
    return 'Nothing is selected yet.';
  return isOfTwo(of) && !areAtOnce(view)
    ? 'The sides are of two datasources and of two times: a panel asks each of its datasources for one range.'
    : undefined;
}

function whyNotOf(parca: Datasource, view: ViewState): string | undefined {
  if (parca.kind === 'pyroscope' && !parca.ours)
    return `${parca.name} uses Grafana's own Pyroscope plugin, which knows none of these queries. Choose a Parca (Parcascope) datasource of the kind Pyroscope.`;
  if (view.page !== 'profile' && !parca.ours)
    return `${parca.name} uses Grafana's own Parca plugin, which has no targets and no comparison. Choose a Parca (Parcascope) datasource.`;
  return undefined;
}

/** What a side is asked for, and where. */
interface PanelPlace {
  readonly parca: Datasource;
  /** Printed, as that datasource is asked. */
  readonly selector: string;
}

/** Of the profile, or of baseline and comparison; of Targets the page's own datasource. */
function placesOf({
  at: { view },
  parca,
  beside,
}: Pick<PanelsOf, 'at' | 'parca' | 'beside'>): readonly PanelPlace[] {
  if (view.page === 'targets' || view.page === 'changes') return [{ parca, selector: '{}' }];
  const sides = view.page === 'compare' ? [view.baseline, view.comparison] : [view.profile];
  const names = [parca, beside].flatMap((one) => one?.name ?? []);
  return sides.map((side) => {
    const { name, matchers } = atDatasource(names, side.matchers ?? []);
    return {
      parca: beside && name === beside.name ? beside : parca,
      selector: printMatchers(matchers),
    };
  });
}

function isOfTwo(of: Pick<PanelsOf, 'at' | 'parca' | 'beside'>): boolean {
  const [first, second = first] = placesOf(of);
  return first?.parca !== second?.parca;
}

function areAtOnce({ baseline, comparison }: ViewState): boolean {
  return (
    baseline.window?.start === comparison.window?.start &&
    baseline.window?.end === comparison.window?.end
  );
}

/** The view as panels of a dashboard, the flame graph first, in a grid that begins at its top. */
export function panelsOf(of: PanelsOf): readonly DashboardPanel[] {
  const { view } = of.at;
  if (view.page === 'targets') return [targetsPanel(of)];
  const { selector, ...shown } = placesOf(of).at(-1)!;
  const title = profileTypeTitle(typeOf(view));
  const flame = {
    ...parcaPanel(of, PANEL_ID, flameQueries(of)),
    title: view.page === 'compare' ? `${title}, compared` : `${title} of ${selector}`,
  };
  const side = of.withMetrics
    ? [...ratePanels({ ...of, ...shown }, { title, selector }), ...metricPanelsBeside(of)]
    : [];
  return [
    { ...flame, gridPos: { x: 0, y: 0, w: side.length > 0 ? 16 : 24, h: 21 } },
    ...side.map((panel, index) => ({ ...panel, gridPos: placeOf(index) })),
  ];
}

/** Asked of views that `whyNoPanel` has nothing against. */
function typeOf({ profileType }: ViewState): ProfileType {
  if (profileType === undefined) throw new Error('a view without a profile type has no panels');
  return parseProfileType(profileType);
}

/** Three beside the flame graph, the others in rows of three below it. */
function placeOf(index: number): DashboardPanel['gridPos'] {
  const size = { w: 8, h: 7 };
  if (index < 3) return { x: 16, y: 7 * index, ...size };
  return { x: 8 * (index % 3), y: 14 + 7 * Math.floor(index / 3), ...size };
}

function targetsPanel(of: PanelsOf): DashboardPanel {
  return {
    ...parcaPanel(of, 'table', [{ at: of.parca, query: { refId: 'A', queryType: 'targets' } }]),
    title: 'Targets',
    gridPos: { x: 0, y: 0, w: 24, h: 14 },
  };
}

/** What is asked for the picture, and of which datasource. */
export function flameTargets(
  of: Pick<PanelsOf, 'at' | 'parca' | 'beside'>,
): Pick<DashboardPanel, 'datasource' | 'targets'> {
  return targetsOf(flameQueries(of));
}

type Unplaced = Omit<DashboardPanel, 'gridPos'>;

/** A query and where it is asked. */
interface PlacedQuery {
  readonly at: Datasource;
  readonly query: ParcaQuery;
}

/** What Grafana calls the datasource of a panel whose queries are of several. */
const MIXED = { type: 'datasource', uid: '-- Mixed --' };

function parcaPanel(of: PanelsOf, type: string, queries: readonly PlacedQuery[]): Unplaced {
  return {
    type,
    title: '',
    ...targetsOf(queries),
    options: {},
    fieldConfig: { defaults: {}, overrides: [] },
    links: [{ title: 'Open in Parcascope', url: linkBack(of) }],
  };
}

function targetsOf(queries: readonly PlacedQuery[]) {
  const targets = queries.map(({ at, query }) => ({
    ...query,
    datasource: { type: at.type, uid: at.uid },
  }));
  const [first] = targets;
  const isOne = targets.every(({ datasource }) => datasource.uid === first?.datasource.uid);
  return { datasource: isOne && first ? first.datasource : MIXED, targets };
}

/** In the dashboard's range, whatever it is by then. */
function linkBack({ at, ...datasources }: PanelsOf): string {
  const { path, search } = printView({ ...at.view, range: undefined, refresh: undefined });
  return `${routeTo({ path, search: withSources(search, askedFor(datasources)) })}&\${__url_time_range}`;
}

/** One a datasource: a comparison within one is a query of its own, of two it is a profile of each, the baseline first. */
function flameQueries(of: Pick<PanelsOf, 'at' | 'parca' | 'beside'>): readonly PlacedQuery[] {
  const { view } = of.at;
  const places = placesOf(of);
  const profileTypeId = (parca: Datasource) =>
    // Another datasource has one reading of a type.
    printProfileType(parca.ours ? typeOf(view) : storedTypeOf(typeOf(view)));
  if (view.page === 'profile' || isOfTwo(of))
    return places.map(({ parca, selector: labelSelector }, side) => ({
      at: parca,
      query: {
        refId: side === 0 ? 'A' : 'B',
        profileTypeId: profileTypeId(parca),
        queryType: 'profile',
        labelSelector,
      },
    }));
  const [{ selector: before, parca }, { selector: after }] = [places[0]!, places[1]!];
  const query = { refId: 'A', profileTypeId: profileTypeId(parca) };
  const baseline: Baseline = {
    ...(before === after ? {} : { labelSelector: before }),
    ...whenOf(view.baseline.window, view.comparison.window),
  };
  return [{ at: parca, query: { ...query, queryType: 'diff', labelSelector: after, baseline } }];
}

/** Relative where both windows are as long, so that the panel makes sense in any range of the dashboard. */
export function whenOf(
  baseline: TimeRange | undefined,
  comparison: TimeRange | undefined,
): Pick<Baseline, 'offset' | 'range'> {
  if (!baseline || !comparison) return {};
  const back = comparison.start - baseline.start;
  const length = comparison.end - comparison.start;
  const alike = Math.abs(baseline.end - baseline.start - length) <= 1;
  if (alike && back === 0) return {};
  if (alike && Math.abs(baseline.end - comparison.start) <= 1) return { offset: 'previous' };
  if (alike && back > 0 && back % 1000 === 0) return { offset: printDuration(back) };
  return { range: { from: String(baseline.start), to: String(baseline.end) } };
}

/** Grafana's own plugin answers a series with one point in 1970. */
function ratePanels(
  of: PanelsOf,
  { title, selector }: { readonly title: string; readonly selector: string },
): readonly Unplaced[] {
  if (!of.parca.ours) return [];
  const profileType = typeOf(of.at.view);
  const query: ParcaQuery = {
    refId: 'A',
    queryType: 'metrics',
    profileTypeId: printProfileType(profileType),
    labelSelector: selector,
    groupBy: namesOf('juju_unit', of.aliases),
  };
  const unit = grafanaUnit(rateUnit(profileType));
  return [
    {
      ...parcaPanel(of, 'timeseries', [{ at: of.parca, query }]),
      title: `${title}, rate`,
      fieldConfig: { defaults: { unit }, overrides: [] },
    },
  ];
}

function metricPanelsBeside(of: PanelsOf): readonly Unplaced[] {
  const { prometheus, at, metricPanels } = of;
  const shown = at.view.page === 'compare' ? at.view.comparison : at.view.profile;
  const join = metricJoin(shown.matchers ?? [], [], { aliases: of.aliases });
  if (!prometheus || join.tier === 'none') return [];
  const datasource = { type: prometheus.type, uid: prometheus.uid };
  const legendFormat = join.tier === 'instance' ? '{{instance}}' : '{{juju_unit}}';
  return choosePanels(metricPanelsOf(metricPanels), COMMON_METRICS).map(
    ({ panel, metric = '' }) => ({
      type: 'timeseries',
      title: panel.title,
      datasource,
      targets: [
        {
          refId: 'A',
          datasource,
          expr: panel.query({ ...join, metric }),
          legendFormat,
          range: true,
        },
      ],
      options: {},
      fieldConfig: { defaults: { unit: grafanaUnit(panel.unit) }, overrides: [] },
      links: [],
    }),
  );
}

/** The time range of a dashboard that is made for the view. */
export function dashboardTime({ view, range }: BarView): { from: string; to: string } {
  const window = view.page === 'compare' ? view.comparison.window : view.profile.window;
  const raw = view.range ?? DEFAULT_RANGE;
  if (!window && raw.from.startsWith('now')) return { ...raw };
  const { start, end } = window ?? range;
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
}
