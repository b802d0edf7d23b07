import { printProfileType, type Milliseconds, type ProfileType, type TimeRange } from '#series';
import { METHODS, type ParcaClient } from './parca-client';
import { encodeLabelScope, isSettled } from './wire';

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
  readonly #answers = new Map<string, Promise<readonly string[]>>();

  /** Without a clock no answer is kept. */
  constructor(client: ParcaClient, now: () => Milliseconds = () => 0) {
    this.#client = client;
    this.#now = now;
  }

  get known(): readonly string[] {
    return [...this.#known];
  }

  /**
   * Of the type in the range, sorted; matchers are not looked at. Callers who ask for the same at the same time share the answer, and what
   * does not change any more is asked once.
   */
  fetch(profileType: ProfileType, range: TimeRange): Promise<readonly string[]> {
    const key = `${printProfileType(profileType)} ${range.start} ${range.end}`;
    const known = this.#answers.get(key);
    if (known) return known;
    if (this.#answers.size >= MOST_KEPT) this.#answers.clear();
    const asked = this.#ask(profileType, range);
    this.#answers.set(key, asked);
    const forget = () => this.#answers.delete(key);
    if (isSettled(range, this.#now())) asked.catch(forget);
    else asked.then(forget, forget);
    return asked;
  }

  async #ask(profileType: ProfileType, range: TimeRange): Promise<readonly string[]> {
    const scope = encodeLabelScope(profileType, range);
    const answer = await this.#client.call(METHODS.labels, { match: [], ...scope });
    const names = [...(answer?.labelNames ?? [])].sort();
    for (const name of names) this.#known.add(name);
    return names;
  }
}
