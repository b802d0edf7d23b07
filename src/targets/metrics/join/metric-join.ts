import { escapeRegex } from '#pattern';
import {
  applicationOfUnit,
  labelOfName,
  labelsOfHierarchy,
  labelValue,
  normaliseUnit,
  parseMatchers,
  printMatchers,
  readLabel,
  SeriesError,
  usualLabels,
  type Labels,
  type Matcher,
  type Series,
  type TopologyAliases,
  type TopologyLabel,
} from '#series';
import { joinOfAddresses } from './join-by-host';
import { joinOutsideJuju } from './join-outside-juju';
import { ignoredNote, isPositive, joinOf, sentences } from './join-words';
import type { JoinVerification, MetricJoin, MetricJoinOptions } from './metric-join-types';
import { SCRAPE_TARGET_CHARM } from '../../topology/topology-path';

const JUJU_LABELS = labelsOfHierarchy('juju');

/**
 * The series of the same unit in Prometheus for a selection of profiles, and how sure that is. Inside Juju only model, application and
 * unit join the two sides: `instance`, `job` and `juju_charm` differ between them. `found` are label sets of the selected profiles; they
 * tell the model's UUID and whether the profiles have a unit at all. For one series: `metricJoin(matchersOf(labels), [labels], …)`.
 */
export function metricJoin(
  selected: readonly Matcher[],
  found: readonly Labels[],
  options: MetricJoinOptions,
): MetricJoin {
  if (options.override !== undefined && options.override.trim() !== '')
    return joinByUser(options.override);
  const { aliases } = options;
  // Metrics have the usual names; a site may spell those of profiles otherwise.
  const jujuName = ({ name }: Matcher) => {
    const label = labelOfName(name, aliases);
    return JUJU_LABELS.find((one) => one === label);
  };
  const topology = selected.flatMap((matcher) => {
    const name = jujuName(matcher);
    return name === undefined ? [] : [{ ...matcher, name }];
  });
  if (topology.length === 0) return joinOutsideJuju(selected, options);
  const usual = found.map((labels) => usualLabels(labels, aliases));
  if (isScrapeTarget(selected, usual, aliases)) return joinOfAddresses(options.addresses ?? []);
  const ignored = selected.filter((matcher) => jujuName(matcher) === undefined);
  return joinInJuju({ topology, ignored, found: usual }, options);
}

/** The next coarser join, for when the unit's own finds nothing; undefined where there is none. */
export function widerJoin(
  selected: readonly Matcher[],
  found: readonly Labels[],
  options: MetricJoinOptions,
): MetricJoin | undefined {
  if (metricJoin(selected, found, options).level !== 'unit') return undefined;
  const wider = withoutUnit(selected, options.aliases);
  const join = metricJoin(wider, found, options);
  return join.level === 'application' ? join : undefined;
}

/** A unit's name tells its application where nothing else does. */
function withoutUnit(selected: readonly Matcher[], aliases: TopologyAliases): readonly Matcher[] {
  const isOf = (label: TopologyLabel, { name }: Matcher) => labelOfName(name, aliases) === label;
  const rest = selected.filter((matcher) => !isOf('juju_unit', matcher));
  if (rest.some((matcher) => isOf('juju_application', matcher))) return rest;
  const unit = selected.find((matcher) => isOf('juju_unit', matcher) && matcher.op === '=');
  const application = applicationOfUnit(unit?.value ?? '');
  if (application === undefined) return rest;
  return [...rest, { name: 'juju_application', op: '=', value: application }];
}

function joinByUser(text: string): MetricJoin {
  try {
    const matchers = printMatchers(parseMatchers(text));
    return joinOf({ tier: 'user', level: 'any', matchers, explanation: 'By your own matchers.' });
  } catch (error) {
    if (!(error instanceof SeriesError)) throw error;
    const explanation = `Your matchers cannot be read: ${error.message}`;
    return joinOf({ tier: 'none', level: 'any', matchers: '', explanation });
  }
}

/** `found` under usual names. */
function isScrapeTarget(
  selected: readonly Matcher[],
  found: readonly Labels[],
  aliases: TopologyAliases,
): boolean {
  return (
    selected.some(
      ({ name, op, value }) =>
        labelOfName(name, aliases) === 'juju_charm' && op === '=' && value === SCRAPE_TARGET_CHARM,
    ) ||
    (found.length > 0 &&
      found.every((labels) => labelValue(labels, 'juju_charm') === SCRAPE_TARGET_CHARM))
  );
}

interface InJuju {
  readonly topology: readonly Matcher[];
  readonly ignored: readonly Matcher[];
  readonly found: readonly Labels[];
}

interface Step {
  readonly matchers: readonly Matcher[];
  readonly note?: string;
}

function joinInJuju({ topology, ignored, found }: InJuju, options: MetricJoinOptions): MetricJoin {
  const model = withModelUuid(topology, found);
  const measured = asMeasured(model.matchers, options);
  const unit = withUnitSpelling(measured.matchers);
  const level = levelOf(unit.matchers);
  const certain = model.note === undefined ? level : 'nameMatch';
  const explanation = [
    measured.note ?? unit.note ?? levelNote(level, found),
    model.note,
    ignoredNote(ignored),
  ];
  return joinOf({
    tier: measured.note === undefined ? certain : 'alias',
    level,
    matchers: print(unit.matchers),
    explanation: sentences(explanation),
  });
}

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

/** Profiled as one application, measured as another: unit N of the one is unit N of the other, if that exists. */
function asMeasured(matchers: readonly Matcher[], options: MetricJoinOptions): Step {
  const { aliases, up = [] } = options;
  const application = matchers.find((m) => m.name === 'juju_application' && m.op === '=');
  const alias = application && aliases.applications.get(application.value);
  if (application === undefined || alias === undefined) return { matchers };
  const rest = matchers.filter((m) => m.name !== 'juju_unit' && m !== application);
  const all: readonly Matcher[] = [...rest, { ...application, value: alias }];
  const unit = sameNumber(matchers, alias);
  const uuid = matchers.find((m) => m.name === 'juju_model_uuid' && m.op === '=')?.value;
  const exists = up.some(
    (labels) =>
      unit !== undefined &&
      readLabel(labels, 'juju_unit', aliases) === unit &&
      (uuid === undefined || readLabel(labels, 'juju_model_uuid', aliases) === uuid),
  );
  if (unit !== undefined && exists)
    return {
      matchers: [...all, { name: 'juju_unit', op: '=', value: unit }],
      note: `${application.value} profiles the application ${alias}: metrics of ${unit}, the unit with the same number.`,
    };
  return {
    matchers: all,
    note: `${application.value} profiles the application ${alias}: metrics of all its units, which may not run the profiled process.`,
  };
}

function sameNumber(matchers: readonly Matcher[], application: string): string | undefined {
  const unit = matchers.find((m) => m.name === 'juju_unit' && m.op === '=')?.value ?? '';
  const number = /\/(\d+)$/.exec(normaliseUnit(unit))?.[1];
  return number === undefined ? undefined : `${application}/${number}`;
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

type JujuLevel = 'unit' | 'application' | 'model';

function levelOf(matchers: readonly Matcher[]): JujuLevel {
  const has = (name: string) => matchers.some((m) => m.name === name && isPositive(m));
  if (has('juju_unit')) return 'unit';
  return has('juju_application') ? 'application' : 'model';
}

function levelNote(level: JujuLevel, found: readonly Labels[]): string {
  if (level === 'unit') return 'Metrics of the same unit.';
  if (level === 'model') return 'Metrics of all units of the model.';
  const unitless = found.length > 0 && found.every((one) => labelValue(one, 'juju_unit') === '');
  return unitless
    ? 'The profiles have no unit: metrics of all units of the application, not of the profiled process alone.'
    : 'Metrics of all units of the application.';
}

/** In the order of the topology, so that one choice is one expression however it was made. */
function print(matchers: readonly Matcher[]): string {
  const rank = ({ name }: Matcher) => JUJU_LABELS.findIndex((label) => label === name);
  return printMatchers([...matchers].sort((a, b) => rank(a) - rank(b)));
}

/** What the answer to `MetricJoin.verify` over a range says of the join: a series an endpoint, 1 where a scrape worked. */
export function readVerification(join: MetricJoin, up: readonly Series[]): JoinVerification {
  const seen = up.filter(({ values }) => values.some((value) => value !== null));
  const count = seen.length;
  const down = seen.filter(({ values }) => values.findLast((value) => value !== null) === 0).length;
  const named = seen.map(({ labels }) => labelValue(labels, 'job') || 'no job');
  const jobs = [...new Set(named)].sort((a, b) => (a < b ? -1 : 1));
  const facts = { count, down, jobs };
  if (count === 0) return { kind: 'nothing', ...facts, message: NOTHING[join.level] };
  const kind = count === 1 ? 'one' : 'several';
  return { kind, ...facts, message: `${scraped(count, jobs)}${failing(count, down)}` };
}

function scraped(count: number, jobs: readonly string[]): string {
  if (count === 1) return `Prometheus scrapes one endpoint: ${jobs[0]}.`;
  const list =
    jobs.length === 1 ? `of the job ${jobs[0]}` : `of ${jobs.length} jobs: ${jobs.join(', ')}`;
  return `Prometheus scrapes ${count} endpoints ${list}. Their metrics may be of different processes.`;
}

function failing(count: number, down: number): string {
  if (down === 0) return '';
  return count === 1 ? ' Its last scrape failed.' : ` The last scrape of ${down} of them failed.`;
}

const NOTHING: Readonly<Record<MetricJoin['level'], string>> = {
  unit:
    'No metrics for this unit: Prometheus scrapes nothing with its labels. Either its application is not related to Prometheus, or its ' +
    'metrics lack juju_unit, as those of fully-qualified targets and of applications behind an ingress do; then the application has them.',
  application:
    'No metrics for this application: Prometheus scrapes nothing with its labels. It may not be related to Prometheus.',
  model: 'No metrics for this model: Prometheus scrapes nothing with its labels.',
  host: 'No metrics of this host: Prometheus scrapes nothing at its address, or under another name for it.',
  instance:
    'No metrics with these labels: the two scrapes may name their jobs and addresses differently.',
  any: 'Prometheus scrapes nothing that these matchers select.',
};
