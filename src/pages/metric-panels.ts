import {
  escapeRegex,
  labelValue,
  normaliseUnit,
  printMatchers,
  type Labels,
  type Matcher,
} from '#series';

/** A Prometheus metric that is drawn under the profile. */
export interface MetricPanel {
  readonly id: string;
  readonly title: string;
  /** As `formatValue` takes it; '' when the number has none. */
  readonly unit: string;
  /** The expression for the series that `matchers` select, printed with braces: `{juju_unit="shop-k8s/1"}`. */
  query(matchers: string): string;
}

/** A metric panel as a person writes it down. */
export interface MetricPanelText {
  readonly title: string;
  readonly unit: string;
  /**
   * PromQL in which `$matchers` stands for the selection: after a metric's name with its braces (`up$matchers`), after `{` or a comma
   * without them (`http_requests_total{code="500",$matchers}`).
   */
  readonly expression: string;
}

/** What every Go program's default metrics say, in the order in which they are drawn. An archive holds these very expressions. */
export const METRIC_PANEL_TEXTS: readonly MetricPanelText[] = [
  {
    title: 'Process CPU',
    unit: 'cores',
    // Where Prometheus scrapes once a minute, as in COS, a rate over one minute has no two points to come from.
    expression:
      'rate(process_cpu_seconds_total$matchers[1m]) or rate(process_cpu_seconds_total$matchers[5m])',
  },
  {
    title: 'Resident memory',
    unit: 'bytes',
    expression: 'process_resident_memory_bytes$matchers',
  },
  {
    title: 'Go heap in use',
    unit: 'bytes',
    expression: 'go_memstats_heap_inuse_bytes$matchers',
  },
  { title: 'Goroutines', unit: 'goroutines', expression: 'go_goroutines$matchers' },
  { title: 'Up', unit: '', expression: 'up$matchers' },
];

const PLACEHOLDER = /([{,]\s*)?\$matchers/g;

/** Panels to draw, each with an id of its own also where two have one title. */
export function metricPanelsOf(texts: readonly MetricPanelText[]): readonly MetricPanel[] {
  const ids = texts.map(({ title }) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-'));
  return texts.map(({ title, unit, expression }, index) => {
    const id = ids[index]!;
    return {
      id: ids.indexOf(id) === index ? id : `${id}-${index}`,
      title,
      unit,
      query: (matchers) =>
        expression.replace(PLACEHOLDER, (_, inside?: string) =>
          inside === undefined ? matchers : inside + matchers.slice(1, -1),
        ),
    };
  });
}

export const metricPanels: readonly MetricPanel[] = metricPanelsOf(METRIC_PANEL_TEXTS);

/**
 * Which metrics stand beside a profile, and how sure that is. `tier` is the finest thing that both sides agree on; `instance` is a
 * join by scrape labels outside Juju. `none`: no metric may be shown. `explanation` is for the page, always there.
 */
export interface MetricJoin {
  readonly tier: 'unit' | 'application' | 'model' | 'instance' | 'none';
  /** PromQL with braces; '' when there is none. */
  readonly matchers: string;
  readonly explanation: string;
}

const SCRAPE_TARGET = 'parca-scrape-target';
/** Hand-written configurations use the longer names; metrics never do. */
const CANONICAL: ReadonlyMap<string, string> = new Map([
  ['juju_model_uuid', 'juju_model_uuid'],
  ['juju_model', 'juju_model'],
  ['juju_model_name', 'juju_model'],
  ['juju_application', 'juju_application'],
  ['juju_application_name', 'juju_application'],
  ['juju_unit', 'juju_unit'],
]);
const ORDER = [...new Set(CANONICAL.values())];
/** Names that a scrape of profiles and a scrape of metrics share outside Juju. */
const SCRAPE_LABELS = ['namespace', 'pod', 'container', 'job', 'instance'];
/** Profiled as one application, measured as another, with unit numbers of their own. */
const MEASURED_AS: ReadonlyMap<string, string> = new Map([['juju-introspect', 'controller']]);

/**
 * The series of the same unit in Prometheus for a selection of profiles. Only Juju's model, application and unit join them:
 * `instance`, `job` and `juju_charm` differ between the two sides. `found` are label sets of the selected profiles; they tell the
 * model's UUID and whether the profiles have a unit at all. For one series: `metricMatchersFor(matchersOf(labels), [labels])`.
 */
export function metricMatchersFor(
  selected: readonly Matcher[],
  found: readonly Labels[] = [],
): MetricJoin {
  const topology = selected.flatMap(canonical);
  if (topology.length === 0) return joinByScrapeLabels(selected);
  if (isScrapeTarget(selected, found)) return SCRAPE_TARGET_JOIN;
  const model = withModelUuid(topology, found);
  const measured = asMeasured(model.matchers);
  const unit = withUnitSpelling(measured.matchers);
  const tier = tierOf(unit.matchers);
  const ignored = selected.filter((matcher) => !CANONICAL.has(matcher.name));
  const explanation = [
    measured.note ?? unit.note ?? tierNote(tier, found),
    model.note,
    ignoredNote(ignored),
  ];
  return { tier, matchers: print(unit.matchers), explanation: sentences(explanation) };
}

interface Step {
  readonly matchers: readonly Matcher[];
  readonly note?: string;
}

function canonical(matcher: Matcher): readonly Matcher[] {
  const name = CANONICAL.get(matcher.name);
  return name === undefined ? [] : [{ ...matcher, name }];
}

function isScrapeTarget(selected: readonly Matcher[], found: readonly Labels[]): boolean {
  return (
    selected.some((m) => m.name === 'juju_charm' && m.op === '=' && m.value === SCRAPE_TARGET) ||
    (found.length > 0 &&
      found.every((labels) => labelValue(labels, 'juju_charm') === SCRAPE_TARGET))
  );
}

const SCRAPE_TARGET_JOIN: MetricJoin = {
  tier: 'none',
  matchers: '',
  explanation:
    'These profiles come from an address that parca-scrape-target lists. Their labels name the charm that lists it, not the ' +
    'process, so no metric is known to be of it.',
};

/** Model names repeat across controllers; the UUID does not. */
function withModelUuid(matchers: readonly Matcher[], found: readonly Labels[]): Step {
  if (matchers.some((m) => m.name === 'juju_model_uuid' && isPositive(m))) return { matchers };
  const uuids = [...new Set(found.map((labels) => labelValue(labels, 'juju_model_uuid')))];
  const [uuid] = uuids;
  if (uuids.length === 1 && uuid !== undefined && uuid !== '') {
    const rest = matchers.filter((m) => m.name !== 'juju_model');
    return { matchers: [...rest, { name: 'juju_model_uuid', op: '=', value: uuid }] };
  }
  if (matchers.some((m) => m.name === 'juju_model' && isPositive(m)))
    return {
      matchers,
      note: 'Joined by the name of the model, which another controller may have too.',
    };
  return { matchers, note: 'No model is chosen: every model with these names is shown.' };
}

function asMeasured(matchers: readonly Matcher[]): Step {
  const application = matchers.find((m) => m.name === 'juju_application' && m.op === '=');
  const alias = application && MEASURED_AS.get(application.value);
  if (application === undefined || alias === undefined) return { matchers };
  const rest = matchers.filter((m) => m.name !== 'juju_unit' && m !== application);
  return {
    matchers: [...rest, { ...application, value: alias }],
    note: `${application.value} profiles the application ${alias}: metrics of all its units, which may not run the profiled process.`,
  };
}

/** Some collectors write `app-0` for the unit `app/0`, and old libraries name a unit of another model `remote-<hash>/0`. */
function withUnitSpelling(matchers: readonly Matcher[]): Step {
  const unit = matchers.find((m) => m.name === 'juju_unit' && m.op === '=' && m.value !== '');
  if (unit === undefined) return { matchers };
  const rest = matchers.filter((m) => m !== unit);
  if (unit.value.startsWith('remote-'))
    return {
      matchers: rest,
      note: `The unit is only known as ${unit.value}: metrics of all units of the application.`,
    };
  const normal = normaliseUnit(unit.value);
  if (normal === unit.value) return { matchers };
  const value = `${escapeRegex(unit.value)}|${escapeRegex(normal)}`;
  return {
    matchers: [...rest, { name: 'juju_unit', op: '=~', value }],
    note: `Metrics of the unit ${normal}, also where it is written ${unit.value}.`,
  };
}

/** True for a condition that a series without the label does not meet. */
function isPositive({ op, value }: Matcher): boolean {
  return (op === '=' || op === '=~') && value !== '' && value !== '.*';
}

function tierOf(matchers: readonly Matcher[]): 'unit' | 'application' | 'model' {
  const has = (name: string) => matchers.some((m) => m.name === name && isPositive(m));
  if (has('juju_unit')) return 'unit';
  return has('juju_application') ? 'application' : 'model';
}

function tierNote(tier: 'unit' | 'application' | 'model', found: readonly Labels[]): string {
  if (tier === 'unit') return 'Metrics of the same unit.';
  if (tier === 'model') return 'Metrics of all units of the model.';
  const unitless = found.length > 0 && found.every((one) => labelValue(one, 'juju_unit') === '');
  return unitless
    ? 'The profiles have no unit: metrics of all units of the application, not of the profiled process alone.'
    : 'Metrics of all units of the application.';
}

function joinByScrapeLabels(selected: readonly Matcher[]): MetricJoin {
  const shared = selected.filter((m) => SCRAPE_LABELS.includes(m.name));
  if (!shared.some(isPositive))
    return {
      tier: 'none',
      matchers: '',
      explanation:
        selected.length === 0
          ? 'No application or unit is chosen, so there is no metric of the same one.'
          : 'The selection names nothing that metrics are labelled with too: a Juju application or unit, a pod, a job or an instance.',
    };
  const ignored = selected.filter((m) => !SCRAPE_LABELS.includes(m.name));
  const explanation = [
    `Metrics with the same ${listed(shared.map((m) => m.name))}; that they are of the same process is not known.`,
    ignoredNote(ignored),
  ];
  return { tier: 'instance', matchers: print(shared), explanation: sentences(explanation) };
}

function ignoredNote(ignored: readonly Matcher[]): string | undefined {
  if (ignored.length === 0) return undefined;
  return `Not applied to metrics: ${printMatchers(ignored)}.`;
}

/** In the order of the topology, so that one choice is one expression however it was made. */
function print(matchers: readonly Matcher[]): string {
  const rank = ({ name }: Matcher) => [...ORDER, ...SCRAPE_LABELS].indexOf(name);
  return printMatchers([...matchers].sort((a, b) => rank(a) - rank(b)));
}

function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const last = distinct.at(-1)!;
  return distinct.length === 1 ? last : `${distinct.slice(0, -1).join(', ')} and ${last}`;
}

function sentences(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
