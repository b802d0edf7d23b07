import { expose } from 'comlink';
import { afterEach, expect, test } from 'vitest';
import { encodePprof, ProfileError, searchTree, treeFromFolded } from '#profile';
import { createEngine, createMainThreadEngine } from './engine';
import type { WorkerLike } from './executor';
import type { Engine, ViewOptions } from './types';
import { openProfile, view } from './work';
import { workApi, type WorkApi } from './work-api';

/** A worker's port without its thread: values are cloned and buffers change hands as they do between threads. */
class PortWorker extends EventTarget implements WorkerLike {
  terminated = false;
  readonly #channel = new MessageChannel();

  constructor(api: object) {
    super();
    expose(api, this.#channel.port2);
    this.#channel.port1.addEventListener('message', (event) =>
      this.dispatchEvent(new MessageEvent('message', { data: event.data })),
    );
    this.#channel.port1.start();
  }

  postMessage(message: unknown, options?: StructuredSerializeOptions | Transferable[]): void {
    const transfer = Array.isArray(options) ? options : (options?.transfer ?? []);
    this.#channel.port1.postMessage(message, transfer);
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }
}

/** As the frontend sandbox of Grafana 12.3 posts messages. */
class PlainObjectsWorker extends PortWorker {
  override postMessage(message: unknown): void {
    super.postMessage(JSON.parse(JSON.stringify(message)));
  }
}

const engines: Engine[] = [];
const workers: PortWorker[] = [];

afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
  for (const worker of workers.splice(0)) worker.terminate();
});

/** An engine whose n-th worker has the n-th of these ways to answer, the last for all that follow. */
function engineOn(...apis: object[]): Engine {
  const engine = createEngine(() => {
    const worker = new PortWorker(apis[Math.min(workers.length, apis.length - 1)]!);
    workers.push(worker);
    return worker;
  });
  engines.push(engine);
  return engine;
}

function mainThreadEngine(): Engine {
  const engine = createMainThreadEngine();
  engines.push(engine);
  return engine;
}

/** Answers the first call and then works for ever; `busy` resolves when it has begun. */
function stuckApi(): { api: object; busy: Promise<void> } {
  let begin = () => {};
  const busy = new Promise<void>((resolve) => (begin = resolve));
  const work = () => {
    begin();
    return new Promise(() => {});
  };
  return { api: { ping: () => true, openProfile: work, view: work, search: work }, busy };
}

const tree = treeFromFolded(['main;serve 10', 'main;gc 30', '__proto__;constructor 2']);
const pprof = encodePprof(tree, { sampleType: { type: 'cpu', unit: 'nanoseconds' } });
const parts = [{ pprof, noStack: 3, weight: 0.5 }];
const options: ViewOptions = {
  filters: [{ kind: 'dropStack', field: 'function', pattern: 'gc' }],
  inverted: true,
  by: 'function',
};

test.each([
  { name: 'a worker', engineOf: () => engineOn(workApi) },
  { name: 'the main thread', engineOf: mainThreadEngine },
  { name: 'a place without workers', engineOf: () => createEngine() },
])('$name gives what the pure functions give', async ({ engineOf }) => {
  const engine = engineOf();
  expect(await engine.openProfile(parts)).toEqual(openProfile(parts));
  expect(await engine.view([tree, tree], options)).toEqual(view([tree, tree], options));
  expect(pprof.length).toBeGreaterThan(0);
  expect(await engine.search(tree, 'gc|serve')).toEqual(searchTree(tree, 'gc|serve'));
  expect(await engine.search(tree, '(')).toEqual(searchTree(tree, '('));
  engine.close();
});

test('one worker serves all calls, and what was given to it stays usable', async () => {
  const engine = engineOn(workApi);
  const answers = await Promise.all([1, 2, 3].map(() => engine.view([tree], options)));
  expect(answers).toEqual([1, 2, 3].map(() => view([tree], options)));
  expect(workers).toHaveLength(1);
  expect(tree.end.length).toBe(6);
});

test.each([
  { name: 'a worker', engineOf: () => engineOn(workApi) },
  { name: 'the main thread', engineOf: mainThreadEngine },
])('$name: malformed bytes say where, and the next call works', async ({ engineOf }) => {
  const engine = engineOf();
  const bad = [{ pprof: Uint8Array.of(0x0a, 0x7f), noStack: 0, weight: 1 }];
  const error = await engine.openProfile(bad).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProfileError);
  expect(error).toEqual(reasonOf(() => openProfile(bad)));
  await expect(
    engine.view([tree], { ...options, callersOf: 'a', calleesOf: 'b' }),
  ).rejects.toBeInstanceOf(RangeError);
  await expect(engine.openProfile(parts)).resolves.toEqual(openProfile(parts));
});

function reasonOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test.each([
  {
    name: 'a policy forbids it',
    spawn: () => {
      throw new DOMException('refused by Content-Security-Policy', 'SecurityError');
    },
  },
  { name: 'the script cannot be loaded', spawn: () => Promise.reject(new Error('404')) },
  {
    name: 'it fails while loading',
    spawn: () => {
      const worker = new PortWorker({ ping: () => new Promise(() => {}) });
      workers.push(worker);
      setImmediate(() => worker.dispatchEvent(new Event('error')));
      return worker;
    },
  },
  {
    name: 'typed arrays become plain objects on their way, as in a sandbox',
    spawn: () => {
      const worker = new PlainObjectsWorker(workApi);
      workers.push(worker);
      return worker;
    },
  },
])('without a worker, because $name, the main thread does it', async ({ spawn }) => {
  let spawned = 0;
  const engine = createEngine(() => {
    spawned++;
    return spawn();
  });
  expect(await engine.openProfile(parts)).toEqual(openProfile(parts));
  expect(await engine.view([tree], options)).toEqual(view([tree], options));
  expect(spawned).toBe(1);
  expect(workers.every(({ terminated }) => terminated)).toBe(true);
  engine.close();
});

test('aborting the running call stops its worker; the next call has a new one', async () => {
  const { api, busy } = stuckApi();
  const engine = engineOn(api, workApi);
  const controller = new AbortController();
  const running = engine.openProfile(parts, { signal: controller.signal });
  const waiting = engine.openProfile(parts);
  await busy;
  controller.abort();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(await waiting).toEqual(openProfile(parts));
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
});

test('aborting a waiting call leaves the running one alone', async () => {
  const seen: number[] = [];
  const api: WorkApi = {
    ...workApi,
    openProfile: (given) => {
      seen.push(given[0]!.weight);
      return workApi.openProfile(given);
    },
  };
  const engine = engineOn(api);
  const controller = new AbortController();
  const weighted = (weight: number, signal?: AbortSignal) =>
    engine.openProfile([{ pprof, noStack: 0, weight }], signal ? { signal } : {});
  const running = weighted(1);
  const waiting = weighted(2, controller.signal);
  const last = weighted(3);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  expect((await running).tree.columns[0]!.total[0]).toBe(42);
  expect((await last).tree.columns[0]!.total[0]).toBe(126);
  expect(seen).toEqual([1, 3]);
  expect(workers).toHaveLength(1);
});

test('a signal that has aborted before never reaches a worker', async () => {
  const engine = engineOn(workApi);
  await expect(engine.view([tree], options, { signal: AbortSignal.abort() })).rejects.toMatchObject(
    { name: 'AbortError' },
  );
  expect(workers).toHaveLength(0);
});

test('aborting while the worker starts keeps the worker for the next call', async () => {
  const engine = engineOn(workApi);
  const controller = new AbortController();
  const first = engine.view([tree], options, { signal: controller.signal });
  controller.abort();
  await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  expect(await engine.view([tree], options)).toEqual(view([tree], options));
  expect(workers).toHaveLength(1);
});

test('on the main thread an aborted call is not worked on', async () => {
  const engine = mainThreadEngine();
  const controller = new AbortController();
  const aborted = engine.openProfile(parts, { signal: controller.signal });
  const next = engine.openProfile(parts);
  controller.abort();
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  expect(await next).toEqual(openProfile(parts));
});

test('a worker that dies fails its call, and is replaced', async () => {
  const { api, busy } = stuckApi();
  const engine = engineOn(api, workApi);
  const running = engine.openProfile(parts);
  const waiting = engine.openProfile(parts);
  await busy;
  workers[0]!.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  await expect(running).rejects.toThrow('the worker stopped: out of memory');
  expect(await waiting).toEqual(openProfile(parts));
  expect(workers).toHaveLength(2);
  expect(workers[0]!.terminated).toBe(true);
});

test('closing rejects what runs and what waits, and ends the worker', async () => {
  const { api, busy } = stuckApi();
  const engine = engineOn(api);
  const calls = [engine.openProfile(parts), engine.view([tree], options)];
  await busy;
  engine.close();
  for (const call of calls) await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  await expect(engine.openProfile(parts)).rejects.toMatchObject({ name: 'AbortError' });
  expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
});
