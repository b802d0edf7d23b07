import {
  labelOfName,
  labelsOfHierarchy,
  printMatchers,
  readLabel,
  type Labels,
  type Matcher,
  type TopologyAliases,
} from '#series';
import { isLoopback, joinOfNode } from './join-by-host';
import { ignoredNote, isPositive, joinOf, listed, sentences } from './join-words';
import type { MetricJoin, MetricJoinOptions } from './metric-join-types';

/** Names that a scrape of profiles and a scrape of metrics share outside Juju. */
const SCRAPE_LABELS = [...labelsOfHierarchy('kubernetes'), ...labelsOfHierarchy('job')];
const isScrapeLabel = ({ name }: Matcher) => SCRAPE_LABELS.some((label) => label === name);

/** By pod, machine or scrape labels, for a selection that names nothing of Juju's. */
export function joinOutsideJuju(
  selected: readonly Matcher[],
  options: MetricJoinOptions,
): MetricJoin {
  const { aliases } = options;
  const canonical = selected.map((matcher) => ({
    ...matcher,
    name: labelOfName(matcher.name, aliases) ?? matcher.name,
  }));
  const guessed = guessUnit(canonical, options.up ?? [], aliases);
  if (guessed) return guessed;
  const shared = canonical.filter(isScrapeLabel);
  const node = nodeOf(canonical);
  if (node !== '') {
    const ignored = selected.filter((_, i) => canonical[i]!.name !== 'node');
    return joinOfNode(node, { ...options, note: ignoredNote(ignored) });
  }
  if (!shared.some(isPositive)) return nothing(selected);
  const ignored = canonical.filter((matcher) => !isScrapeLabel(matcher));
  return joinOf({
    tier: 'instance',
    level: 'instance',
    matchers: print(shared),
    explanation: sentences([
      `Metrics with the same ${listed(shared.map(({ name }) => name))}; that they are of the same process is not known.`,
      ignoredNote(ignored),
    ]),
  });
}

/** The machine, when nothing finer is selected that metrics have too; an agent's `job` is its own. */
function nodeOf(matchers: readonly Matcher[]): string {
  const finer = matchers.filter((matcher) => isScrapeLabel(matcher) && matcher.name !== 'job');
  const node = matchers.find(({ name, op }) => name === 'node' && op === '=')?.value ?? '';
  return finer.some(isPositive) || isLoopback(node) ? '' : node;
}

/** In Kubernetes a Juju model is a namespace, and unit N of an application is its pod `application-N`, if Prometheus knows such a unit. */
function guessUnit(
  matchers: readonly Matcher[],
  up: readonly Labels[],
  aliases: TopologyAliases,
): MetricJoin | undefined {
  const value = (label: string) =>
    matchers.find(({ name, op }) => name === label && op === '=')?.value ?? '';
  const [namespace, pod] = [value('namespace'), value('pod')];
  const [, application, number] = /^(.+)-(\d+)$/.exec(pod) ?? [];
  if (namespace === '' || application === undefined) return undefined;
  const unit = `${application}/${number}`;
  const known = up.filter(
    (labels) =>
      readLabel(labels, 'juju_model', aliases) === namespace &&
      readLabel(labels, 'juju_unit', aliases) === unit,
  );
  const uuids = [...new Set(known.map((labels) => readLabel(labels, 'juju_model_uuid', aliases)))];
  const [uuid] = uuids;
  // Two models of one name would be two guesses.
  if (uuids.length !== 1 || !uuid) return undefined;
  const conditions = [
    { name: 'juju_model_uuid', op: '=', value: uuid },
    { name: 'juju_application', op: '=', value: application },
    { name: 'juju_unit', op: '=', value: unit },
  ] as const;
  return joinOf({
    tier: 'guessed',
    level: 'unit',
    matchers: printMatchers(conditions),
    explanation: `Guessed: the pod ${pod} in the namespace ${namespace} has the name that Juju gives to the unit ${unit} of a model ${namespace}, and Prometheus knows such a unit.`,
  });
}

function nothing(selected: readonly Matcher[]): MetricJoin {
  return joinOf({
    tier: 'none',
    level: 'any',
    matchers: '',
    explanation:
      selected.length === 0
        ? 'No application or unit is chosen, so there is no metric of the same one.'
        : 'The selection names nothing that metrics are labelled with too: a Juju application or unit, a pod, a job or an instance.',
  });
}

function print(matchers: readonly Matcher[]): string {
  const rank = ({ name }: Matcher) => SCRAPE_LABELS.findIndex((label) => label === name);
  return printMatchers([...matchers].sort((a, b) => rank(a) - rank(b)));
}
