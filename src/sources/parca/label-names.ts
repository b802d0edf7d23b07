import {
  printProfileType,
  storedTypeOf,
  type Milliseconds,
  type ProfileType,
  type TimeRange,
} from '#series';
import { METHODS, type ParcaClient } from './protocol/parca-client';
import { encodeLabelScope, isSettled } from './protocol/wire';

/** What scrape configurations, charms and agents usually call things. */
const USUAL = [
  ...['job', 'instance', 'juju_model', 'juju_model_uuid', 'juju_application', 'juju_unit'],
  ...['juju_charm', 'juju_charm_name', 'namespace', 'pod', 'container', 'node', 'systemd_unit'],
  ...['comm', 'cpu', 'thread_id', 'thread_name'],
];

const MOST_KEPT = 200;

/**
 * The label names of one server. A list of scrapes needs them to tell series apart, and must not wait for them: it is asked by the names
 * that are known, beside the question for all names, and again only where there are others. A name too many does no harm, because Parca
 * passes over labels that a profile has not.
 */
export class LabelNames {
  readonly #client: ParcaClient;
  readonly #now: () => Milliseconds;
  readonly #known = new Set(USUAL);
  /** Of ranges that are over. */
  readonly #settled = new Map<string, readonly string[]>();
  readonly #answers: Answer[] = [];

  /** Without a clock no answer is kept. */
  constructor(client: ParcaClient, now: () => Milliseconds = () => 0) {
    this.#client = client;
    this.#now = now;
  }

  get known(): readonly string[] {
    return [...this.#known];
  }

  /** Of the type in the range, sorted; matchers are not looked at. What does not change any more is asked once. */
  async fetch(
    profileType: ProfileType,
    range: TimeRange,
    signal: AbortSignal | undefined,
  ): Promise<readonly string[]> {
    const key = `${printProfileType(storedTypeOf(profileType))} ${range.start} ${range.end}`;
    const settled = this.#settled.get(key);
    if (settled) return settled;
    const scope = encodeLabelScope(profileType, range);
    const client = this.#client.withSignal(signal);
    const answer = await client.call(METHODS.labels, { match: [], ...scope });
    const names = [...(answer?.labelNames ?? [])].sort();
    for (const name of names) this.#known.add(name);
    if (this.#settled.size >= MOST_KEPT) this.#settled.clear();
    const asked = this.#now();
    if (isSettled(range, asked)) this.#settled.set(key, names);
    this.#answers.push({ type: printProfileType(storedTypeOf(profileType)), range, names, asked });
    if (this.#answers.length > MOST_KEPT) this.#answers.shift();
    return names;
  }

  /** What tells series of the range apart: its names, or those of a range around it that was asked about when this one was over. */
  async fetchCovering(
    profileType: ProfileType,
    range: TimeRange,
    signal: AbortSignal | undefined,
  ): Promise<readonly string[]> {
    const type = printProfileType(storedTypeOf(profileType));
    const around = this.#answers.find(
      (one) =>
        one.type === type &&
        one.range.start <= range.start &&
        one.range.end >= range.end &&
        isSettled(range, one.asked),
    );
    return around ? around.names : this.fetch(profileType, range, signal);
  }
}

interface Answer {
  readonly type: string;
  readonly range: TimeRange;
  readonly names: readonly string[];
  readonly asked: Milliseconds;
}
