import type { FleetChanges, TotalsChange, Windows } from '#changes';
import type { TreeHandle } from '#engine';
import { groupBy, type Milliseconds } from '#series';
import { mapConcurrently } from '#sources';
import { createAsking, type Asking } from './asking';
import { fetchCostTypes } from './cost-types';
import { fetchRestarts } from './when/happenings';
import type { Scan, ScanOptions, ScanPorts, ScanQuestion } from './scan-question';
import { beforeNothing, unheldWords } from './held-against';
import { batchesOf, halvesOf, type Batch } from './slices/batches';
import { fetchBatch, type BuildsOfSlice, type FetchedTask } from './slices/fetch-batch';
import { planBatch, sizeOfBatch, titleOfBatch, unitsOfBatch } from './slices/plan-batch';
import { orderTasks, type Task } from './tasks';
import { fetchTotals, type FleetTotals } from './totals';
import type { DatingTools } from './when/when';
import { tellWhenAndWhy } from './when/when-and-why';
import { rangeBefore, windowsBeside, windowsOf, windowsOfRise } from './windows';

/** A merge is of many units (`batchesOf`). */
const MOST_MERGES = 2000;
/** A slice of a unit is one: of small services they take some hundred megabytes. */
const MOST_TREES = 12_000;
/** As often as another sample of a large fleet is looked into. */
const TURN: Milliseconds = 60_000;

/**
 * What changed in a fleet: the totals of every unit from one question a profile type, then the functions of one application after another
 * until the merges are spent, then when and why. Each state that it comes through is told; the last one is the answer. A question that
 * fails is a sentence in `problems`. Rejects with the SourceError where not even the totals of one profile type are known.
 */
export async function scanFleet(
  ports: ScanPorts,
  question: ScanQuestion,
  { signal = new AbortController().signal, onProgress = () => undefined }: ScanOptions = {},
): Promise<Scan> {
  const scanning = new Scanning(ports, question, { signal, onProgress });
  try {
    await scanning.run();
  } catch (error) {
    if (!signal.aborted) throw error;
    scanning.say({ phase: 'stopped' });
  } finally {
    scanning.releaseAll();
  }
  return scanning.state;
}

/** A profile that was being taken at a restart is of neither side. */
const AROUND_RESTART: Milliseconds = 15_000;

const NOTHING: FleetChanges = {
  findings: [],
  looked: { inDepth: 0, tests: 0, expectedFalse: 0 },
};

class Scanning {
  state: Scan;
  readonly #ports: ScanPorts;
  readonly #question: ScanQuestion;
  readonly #asking: Asking;
  readonly #onProgress: (scan: Scan) => void;
  readonly #began: Milliseconds;
  readonly #handles: TreeHandle[] = [];
  readonly #fetched: FetchedTask[] = [];
  #spent = 0;
  #isLost = false;
  #changes: readonly TotalsChange[] = [];
  #judging: Promise<void> | undefined;

  constructor(
    ports: ScanPorts,
    question: ScanQuestion,
    { signal, onProgress }: Required<{ [K in keyof ScanOptions]: NonNullable<ScanOptions[K]> }>,
  ) {
    this.#ports = ports;
    this.#question = question;
    this.#asking = createAsking(signal);
    this.#onProgress = onProgress;
    this.#began = ports.now();
    const { findings, looked } = NOTHING;
    this.state = {
      ...{ phase: 'totals', windows: windowsOf(question), findings, applications: [] },
      looked: { ...looked, units: 0, types: 0 },
      ...{ done: 0, total: 0, slices: 0, questions: 0, elapsed: 0, problems: [] },
    };
  }

  async run(): Promise<void> {
    const { profiles } = this.#ports;
    const asked = fetchCostTypes(profiles, this.#question, this.#asking.signal);
    const askTypes = async () => {
      const types = await asked.all();
      const { length } = types;
      this.say({ total: length, looked: { ...this.state.looked, types: length } });
      return types;
    };
    let early: Promise<void> | undefined;
    const known = await fetchTotals(profiles, this.#asking, {
      ...{ question: this.#question, types: askTypes, first: await asked.first },
      before: rangeBefore(this.#question),
      onType: () => {
        const done = this.state.done + 1;
        // The first may be there before it is known how many there are.
        this.say({ done, total: Math.max(this.state.total, done) });
      },
      onFirst: (first) => {
        early = this.#judgeTotals(first);
        early.catch(() => undefined);
      },
    });
    await early;
    const { held } = known;
    if (rangeBefore(this.#question)) {
      this.say({ looked: { ...this.state.looked, held: held.length } });
      for (const sentence of unheldWords(known, this.#question)) this.#asking.note(sentence);
    }
    await this.#judgeTotals(known);
    const types = await asked.all();
    const { applications } = known.fleet;
    const tasks = orderTasks({
      ...{ applications, types, totals: known.totals, changes: this.#changes },
      turn: Math.floor(this.#ports.now() / TURN),
    });
    const restarts = await this.#lastRestarts(known);
    await this.#lookInto(tasks, known, restarts);
    await this.#judge();
    if (!this.#isLost) await this.#explain(known);
    this.say({ phase: this.#isLost ? 'lost' : 'done' });
  }

  /** What is known of all that was asked so far. */
  async #judgeTotals({ fleet: { applications }, totals }: FleetTotals): Promise<void> {
    const { signal } = this.#asking;
    const units = applications.reduce((sum, one) => sum + one.units.length, 0);
    this.#changes = await this.#ports.engine.judgeTotals(totals, { signal });
    this.say({ applications, looked: { ...this.state.looked, units } });
    await this.#judge();
  }

  /** Of each application, where a build is what the scan is against. */
  async #lastRestarts(known: FleetTotals): Promise<ReadonlyMap<string, Milliseconds>> {
    const { against, range, aliases } = this.#question;
    const { metrics } = this.#ports;
    const last = new Map<string, Milliseconds>();
    if (against !== 'build') return last;
    if (metrics) {
      const tools = { ...known, metrics, asking: this.#asking, aliases, range };
      await mapConcurrently(known.fleet.applications, async (application) => {
        const times = (await fetchRestarts(tools, application)).map(({ time }) => time);
        if (times.length > 0)
          last.set(
            application.name,
            times.reduce((a, b) => Math.max(a, b)),
          );
      });
    }
    const without = known.fleet.applications.filter(({ name }) => !last.has(name));
    if (without.length > 0) this.#asking.note(beforeNothing(without, metrics !== undefined));
    return last;
  }

  async #explain(known: FleetTotals): Promise<void> {
    const bySlices = groupBy(this.#fetched, ({ slices }) => slices.application);
    const builds = [...bySlices].map(([name, tasks]): [string, readonly BuildsOfSlice[]] => [
      name,
      tasks.flatMap((task) => task.builds),
    ]);
    this.say({ phase: 'times', done: 0, total: 0 });
    await tellWhenAndWhy(this.#toolsFor(known), {
      ...{ question: this.#question, metrics: this.#ports.metrics, builds: new Map(builds) },
      ...{ findings: this.state.findings, applications: known.fleet.applications },
      ...{ labelSets: known.labelSets, step: known.step },
      onFindings: (findings, done, total) => {
        // The last time it hears of what Prometheus said.
        if (done < total) this.#isLost ||= this.#asking.isGone();
        this.say({ findings, done, total });
      },
    });
  }

  async #lookInto(
    tasks: readonly Task[],
    known: FleetTotals,
    restarts: ReadonlyMap<string, Milliseconds>,
  ): Promise<void> {
    const { mostMerges = MOST_MERGES } = this.#question;
    const batches = batchesOf(tasks, {
      groups: this.#ports.profiles.server.groups,
      windowsFor: (task) => this.#windowsFor(task, restarts.get(task.application.name)),
    });
    this.say({ phase: 'functions', done: 0, total: batches.length });
    const failed: Batch[] = [];
    let asked = 0;
    for (const batch of batches) {
      if (this.#isSpent(mostMerges)) break;
      this.say({ done: asked++, doing: sizeOfBatch(batch) });
      failed.push(...(await this.#lookIntoBatch(batch, known)));
      this.#judgeMeanwhile();
    }
    this.say({ done: asked, doing: undefined });
    this.#isLost = this.#asking.isGone();
    const left = batches.slice(asked);
    if (this.#isLost) this.#sayLeftOut([...failed, ...left]);
    else if (left.length > 0) this.#sayLeftOut(left);
  }

  #isSpent(mostMerges: number): boolean {
    return this.#asking.isLost() || this.#spent >= mostMerges || this.#handles.length >= MOST_TREES;
  }

  /** What one question for all fails to tell, questions for fewer units do. Returns what was not told at last. */
  async #lookIntoBatch(batch: Batch, known: FleetTotals): Promise<readonly Batch[]> {
    const tools = this.#toolsFor(known);
    const halves = halvesOf(batch);
    const retried = halves.length > 0;
    const planned = await planBatch(tools, batch, { retried });
    const fetched: FetchedTask[] = [];
    let failed = !planned;
    for (const one of planned ?? []) {
      this.#spent += one.merges;
      const tasks = await fetchBatch(tools, one, { title: titleOfBatch(batch), retried });
      if (tasks) fetched.push(...tasks);
      failed ||= !tasks;
    }
    if (!failed) {
      this.#add(fetched);
      return [];
    }
    if (halves.length === 0 || this.#asking.isLost()) return [batch];
    const untold: Batch[] = [];
    for (const half of halves) untold.push(...(await this.#lookIntoBatch(half, known)));
    return untold;
  }

  /** Units of one application may come one after the other, after a failure. */
  #add(fetched: readonly FetchedTask[]): void {
    for (const { slices, builds } of fetched) {
      const isSame = (one: FetchedTask) =>
        one.slices.application === slices.application &&
        one.slices.profileType === slices.profileType;
      const at = this.#fetched.findIndex(isSame);
      const known = this.#fetched[at];
      const units = [...(known?.slices.units ?? []), ...slices.units];
      const all = { slices: { ...slices, units }, builds: [...(known?.builds ?? []), ...builds] };
      this.#fetched.splice(at < 0 ? this.#fetched.length : at, 1, all);
    }
  }

  #toolsFor({ fleet }: FleetTotals): DatingTools {
    const { profiles, engine } = this.#ports;
    return {
      ...{ profiles, engine, fleet, asking: this.#asking },
      matchers: this.#question.matchers,
      onOpened: (handle) => void this.#handles.push(handle),
      onMerge: () => this.say({ slices: this.state.slices + 1 }),
    };
  }

  /** Beside the restart that is meant, or beside the change that the totals show. */
  #windowsFor({ changes: [own] }: Task, restart: Milliseconds | undefined): Windows {
    const { windows } = this.state;
    if (restart !== undefined)
      return (
        windowsBeside({ time: restart, uncertainty: AROUND_RESTART }, this.#question) ?? windows
      );
    if (!own) return windows;
    if (own.kind === 'ramp') return windowsOfRise(own.since, this.#question);
    return windowsBeside({ ...own.since, until: own.until }, this.#question) ?? windows;
  }

  #sayLeftOut(batches: readonly Batch[]): void {
    const { name } = this.#ports.profiles.server;
    const why = this.#isLost
      ? `${name} does not answer any more`
      : 'the merges of this scan are spent';
    const units = new Set(batches.flatMap(unitsOfBatch));
    this.#asking.note(
      `${why}: functions of ${units.size} units were not looked into in every type.`,
    );
  }

  /** While the next slices are fetched. */
  #judgeMeanwhile(): void {
    if (this.#judging) return;
    this.#judging = this.#judge().finally(() => (this.#judging = undefined));
    this.#judging.catch(() => undefined);
  }

  async #judge(): Promise<void> {
    await this.#judging;
    const { signal } = this.#asking;
    const applications = this.#fetched.map(({ slices }) => slices);
    const changes = { applications, totals: this.#changes };
    const { findings, looked } = await this.#ports.engine.findChanges(changes, { signal });
    this.say({ findings, looked: { ...this.state.looked, ...looked } });
  }

  say(news: Partial<Scan>): void {
    this.state = {
      ...this.state,
      ...news,
      questions: this.#asking.questions(),
      elapsed: this.#ports.now() - this.#began,
      problems: this.#asking.problems(),
      failure: this.#asking.lastError(),
    };
    this.#onProgress(this.state);
  }

  releaseAll(): void {
    for (const handle of this.#handles.splice(0)) this.#ports.engine.release(handle);
  }
}
