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
import { DEFAULT_RANGE, routeTo, withSources } from '../links/app-location';
import type { Datasource } from '../datasources/datasource-choice';

export interface DashboardPanel {
  readonly type: string;
  readonly title: string;
  readonly datasource: { readonly type: string; readonly uid: string };
  readonly targets: readonly object[];
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

export interface PanelsOf {
  readonly at: BarView;
  readonly parca: Datasource;
  readonly prometheus: Datasource | undefined;
  readonly metricPanels: readonly MetricPanelText[];
  readonly aliases: TopologyAliases;
  /** Beside the flame graph: the type's rate and the metrics of the same unit. */
  readonly withMetrics: boolean;
}

/** Why a view cannot be a panel; undefined: it can. */
export function whyNoPanel({ at, parca }: Pick<PanelsOf, 'at' | 'parca'>): string | undefined {
  const { view } = at;
  if (parca.kind === 'pyroscope' && !parca.ours)
    return `${parca.name} uses Grafana's own Pyroscope plugin, which knows none of these queries. Choose a Parca (Parcascope) datasource of the kind Pyroscope.`;
  if (view.page !== 'profile' && !parca.ours)
    return `${parca.name} uses Grafana's own Parca plugin, which has no targets and no comparison. Choose a Parca (Parcascope) datasource.`;
  if (view.page === 'targets') return undefined;
  const sides = view.page === 'compare' ? [view.baseline, view.comparison] : [view.profile];
  const chosen = view.profileType !== undefined && sides.every((side) => side.matchers);
  return chosen ? undefined : 'Nothing is selected yet.';
}

/** The view as panels of a dashboard, the flame graph first, in a grid that begins at its top. */
export function panelsOf(of: PanelsOf): readonly DashboardPanel[] {
  const { view } = of.at;
  if (view.page === 'targets') return [targetsPanel(of)];
  const shown = view.page === 'compare' ? view.comparison : view.profile;
  const selector = printMatchers(shown.matchers ?? []);
  const title = profileTypeTitle(typeOf(view));
  const flame = {
    ...parcaPanel(of, PANEL_ID, flameQuery(of)),
    title: view.page === 'compare' ? `${title}, compared` : `${title} of ${selector}`,
  };
  const side = of.withMetrics
    ? [...ratePanels(of, { title, selector }), ...metricPanelsBeside(of)]
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
    ...parcaPanel(of, 'table', { refId: 'A', queryType: 'targets' }),
    title: 'Targets',
    gridPos: { x: 0, y: 0, w: 24, h: 14 },
  };
}

type Unplaced = Omit<DashboardPanel, 'gridPos'>;

function parcaPanel(of: PanelsOf, type: string, query: ParcaQuery): Unplaced {
  const datasource = { type: of.parca.type, uid: of.parca.uid };
  return {
    type,
    title: '',
    datasource,
    targets: [{ ...query, datasource }],
    options: {},
    fieldConfig: { defaults: {}, overrides: [] },
    links: [{ title: 'Open in Parcascope', url: linkBack(of) }],
  };
}

/** In the dashboard's range, whatever it is by then. */
function linkBack({ at, parca, prometheus }: PanelsOf): string {
  const { path, search } = printView({ ...at.view, range: undefined, refresh: undefined });
  const sources = { parca: parca.uid, prometheus: prometheus?.uid };
  return `${routeTo({ path, search: withSources(search, sources) })}&\${__url_time_range}`;
}

function flameQuery({ at: { view }, parca }: PanelsOf): ParcaQuery {
  // Another datasource has one reading of a type.
  const type = parca.ours ? typeOf(view) : storedTypeOf(typeOf(view));
  const query = { refId: 'A', profileTypeId: printProfileType(type) };
  if (view.page === 'profile')
    return {
      ...query,
      queryType: 'profile',
      labelSelector: printMatchers(view.profile.matchers ?? []),
    };
  const before = printMatchers(view.baseline.matchers ?? []);
  const after = printMatchers(view.comparison.matchers ?? []);
  const baseline: Baseline = {
    ...(before === after ? {} : { labelSelector: before }),
    ...whenOf(view.baseline.window, view.comparison.window),
  };
  return { ...query, queryType: 'diff', labelSelector: after, baseline };
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
      ...parcaPanel(of, 'timeseries', query),
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
