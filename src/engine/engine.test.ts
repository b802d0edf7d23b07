import { afterEach, expect, test } from 'vitest';
import { encodePprof, ProfileError, searchTree, sumParts, treeFromFolded } from '#profile';
import { PortWorker } from '../../tests/support/port-worker';
import { createEngine, createMainThreadEngine } from './engine';
import { viewTrees } from './tree-store';
import type { Engine, TreeHandle, View, ViewOptions } from './types';
import { createWorkApi, type WorkApi } from './work-api';

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

/** An engine whose n-th worker has the n-th of these ways to answer, a real one for all that follow. */
function engineOn(...apis: object[]): Engine {
  const spawn = () => {
    const worker = new PortWorker(apis[workers.length] ?? createWorkApi());
    workers.push(worker);
    return worker;
  };
  const engine = createEngine({ spawn });
  engines.push(engine);
  return engine;
}

function mainThreadEngine(): Engine {
  const engine = createMainThreadEngine();
  engines.push(engine);
  return engine;
}

/** A worker that works for ever at one kind of work; `busy` resolves when it has begun. */
function stuckAt(...methods: readonly (keyof WorkApi)[]): { api: object; busy: Promise<void> } {
  let begin = () => {};
  const busy = new Promise<void>((resolve) => (begin = resolve));
  const work = () => {
    begin();
    return new Promise(() => {});
  };
  return {
    api: { ...createWorkApi(), ...Object.fromEntries(methods.map((method) => [method, work])) },
    busy,
  };
}

const CPU = { type: 'cpu', unit: 'nanoseconds' };
const tree = treeFromFolded(['main;serve 10', 'main;gc 30', '__proto__;constructor 2']);
const other = treeFromFolded(['main;serve 7']);
const pprof = encodePprof(tree, { sampleType: CPU });
const parts = [{ pprof, total: 45, weight: 0.5 }];
const options: ViewOptions = {
  filters: [{ kind: 'dropStack', field: 'function', pattern: 'gc' }],
  inverted: true,
  by: 'function',
};
const PLAIN: ViewOptions = { filters: [], inverted: false, by: 'function' };
const openedTree = sumParts(parts).tree;

const withoutHandle = (view: View) => without(view, 'handle');
const factsOf = (opened: ReturnType<typeof sumParts>) => without(opened, 'tree');

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const rest = { ...value };
  delete rest[key];
  return rest;
}

const PLACES = [
  { name: 'a worker', engineOf: () => engineOn() },
  { name: 'the main thread', engineOf: mainThreadEngine },
  { name: 'a place without workers', engineOf: () => createEngine() },
];

const plain = (text: string) => ({ text, regex: false });
const regex = (text: string) => ({ text, regex: true });

test.each(PLACES)('$name gives what the pure functions give', async ({ engineOf }) => {
  const engine = engineOf();
  const opened = await engine.open(parts);
  expect(opened).toEqual({ handle: opened.handle, ...factsOf(sumParts(parts)) });
  const adopted = engine.adopt(other);
  const view = await engine.view([opened.handle, adopted], options);
  expect(withoutHandle(view)).toEqual(viewTrees([openedTree, other], options));
  expect(pprof.length).toBeGreaterThan(0);
  expect(await engine.search(view.handle, regex('gc|serve'))).toEqual(
    searchTree(view.tree, regex('gc|serve')),
  );
  expect(await engine.search(opened.handle, regex('('))).toEqual(searchTree(tree, regex('(')));
  engine.close();
});

test.each(PLACES)('$name: one view can be made of another', async ({ engineOf }) => {
  const engine = engineOf();
  const { handle } = await engine.open(parts);
  const first = await engine.view([handle], options);
  expect(withoutHandle(await engine.view([first.handle], PLAIN))).toEqual(
    viewTrees([viewTrees([openedTree], options).tree], PLAIN),
  );
  engine.close();
});

test.each(PLACES)('$name judges slices, which it keeps no user of', async ({ engineOf }) => {
  const engine = engineOf();
  const side = async (count: number) => {
    const slices = await Promise.all(Array.from({ length: count }, () => engine.open(parts)));
    return slices.map(({ handle }) => handle);
  };
  const [baseline, comparison] = [await side(3), await side(2)];
  const judged = await engine.judge({
    sides: [baseline[0]!, comparison[0]!],
    runs: [baseline, comparison],
    filters: [],
    by: 'function',
    facts: {
      ...{ kind: 'counts', quantum: 0, isRate: true, sliceSeconds: 15 },
      seconds: [3, 2].map((slices) => Array<number>(slices).fill(15)),
    },
  });
  expect(judged.slices).toEqual([3, 2]);
  expect(judged.names).toEqual(expect.arrayContaining(['main']));
  expect([judged.flagged, judged.moved]).toEqual([0, {}]);
  for (const handle of [...baseline, ...comparison]) engine.release(handle);
  await expect(engine.search(baseline[0]!, plain('main'))).rejects.toThrow(/has been released/);
  engine.close();
});

test('one worker serves all calls, and what was given to it stays usable', async () => {
  const engine = engineOn();
  const handle = engine.adopt(tree);
  const answers = await Promise.all([1, 2, 3].map(() => engine.view([handle], options)));
  expect(answers.map(withoutHandle)).toEqual([1, 2, 3].map(() => viewTrees([tree], options)));
  expect(workers).toHaveLength(1);
  expect(tree.end.length).toBe(6);
});

test('a tree comes with a view and at no other time', async () => {
  const engine = engineOn();
  const [a, b] = [await engine.open(parts), await engine.open(parts)];
  const crossed = () => workers.reduce((sum, { sent, received }) => sum + sent + received, 0);
  expect(crossed()).toBe(0);
  const view = await engine.view([a.handle, b.handle], PLAIN);
  expect(crossed()).toBe(1);
  await engine.search(view.handle, plain('gc'));
  await engine.search(a.handle, plain('gc'));
  expect(crossed()).toBe(1);
});

test('a tree of the page is sent once, however often it is looked at', async () => {
  const engine = engineOn();
  const handle = engine.adopt(tree);
  await engine.search(handle, plain('gc'));
  await engine.search(handle, plain('serve'));
  await engine.view([handle], options);
  expect(workers[0]).toMatchObject({ sent: 1, received: 1 });
});

test.each(PLACES)('$name: malformed bytes say where, and the next call works', async (place) => {
  const engine = place.engineOf();
  const bad = [{ pprof: Uint8Array.of(0x0a, 0x7f), total: 0, weight: 1 }];
  const error = await engine.open(bad).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ProfileError);
  expect(error).toEqual(reasonOf(() => sumParts(bad)));
  const handle = engine.adopt(tree);
  await expect(
    engine.view([handle], { ...options, callersOf: 'a', calleesOf: 'b' }),
  ).rejects.toBeInstanceOf(RangeError);
  await expect(engine.open(parts)).resolves.toMatchObject(factsOf(sumParts(parts)));
  engine.close();
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
      const worker = new PlainObjectsWorker(createWorkApi());
      workers.push(worker);
      return worker;
    },
  },
])('without a worker, because $name, the main thread does it', async ({ spawn }) => {
  let spawned = 0;
  const engine = createEngine({ spawn: () => (spawned++, spawn()) });
  const { handle } = await engine.open(parts);
  expect(withoutHandle(await engine.view([handle], options))).toEqual(
    viewTrees([openedTree], options),
  );
  expect(spawned).toBe(1);
  expect(workers.every(({ terminated }) => terminated)).toBe(true);
  engine.close();
});

test('aborting a call that does not end stops its worker; the next call has a new one', async () => {
  const { api, busy } = stuckAt('open');
  const engine = engineOn(api);
  const controller = new AbortController();
  const running = engine.open(parts, { signal: controller.signal });
  const waiting = engine.open(parts);
  await busy;
  controller.abort();
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  expect(await waiting).toMatchObject({ total: 22.5 });
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
});

test('a call that is aborted and ends soon leaves the worker, and no tree in it', async () => {
  const dropped: TreeHandle[] = [];
  const real = createWorkApi();
  const controller = new AbortController();
  const api = {
    ...real,
    view: (...args: Parameters<WorkApi['view']>) => {
      controller.abort();
      return real.view(...args);
    },
    drop: (handle: TreeHandle) => void dropped.push(handle),
  };
  const engine = engineOn(api);
  const { handle } = await engine.open(parts);
  const view = engine.view([handle], PLAIN, { signal: controller.signal });
  await expect(view).rejects.toMatchObject({ name: 'AbortError' });
  await engine.search(handle, plain('gc'));
  expect(workers).toHaveLength(1);
  expect(dropped).toEqual([handle + 1]);
});

test('no handle dies with its worker: trees are made again from their bytes, in the new one', async () => {
  const { api, busy } = stuckAt('search');
  const engine = engineOn(api);
  const opened = await engine.open(parts);
  const adopted = engine.adopt(other);
  const view = await engine.view([opened.handle, adopted], options);
  const ofView = await engine.view([view.handle], PLAIN);
  engine.release(view.handle);
  const controller = new AbortController();
  const search = engine.search(view.handle, plain('gc'), { signal: controller.signal });
  await busy;
  controller.abort();
  await expect(search).rejects.toMatchObject({ name: 'AbortError' });

  expect(await engine.search(ofView.handle, plain('serve'))).toEqual(
    searchTree(ofView.tree, plain('serve')),
  );
  expect(await engine.search(opened.handle, plain('gc'))).toEqual(
    searchTree(openedTree, plain('gc')),
  );
  expect(withoutHandle(await engine.view([opened.handle], options))).toEqual(
    viewTrees([openedTree], options),
  );
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  // The adopted tree went again; of views that are made again none is sent.
  expect(workers[1]).toMatchObject({ sent: 1, received: 1 });
});

test('a tree is kept until its last user releases it, views of it included', async () => {
  const dropped: TreeHandle[] = [];
  const real = createWorkApi();
  const engine = engineOn({
    ...real,
    drop: (handle: TreeHandle) => {
      dropped.push(handle);
      real.drop(handle);
    },
  });
  const { handle } = await engine.open(parts);
  const view = await engine.view([handle], options);
  engine.retain(view.handle);
  engine.release(handle);
  engine.release(view.handle);
  expect(await engine.search(view.handle, plain('serve'))).toMatchObject({ functions: 1 });
  expect(dropped).toEqual([]);
  engine.release(view.handle);
  await expect(engine.search(view.handle, plain('serve'))).rejects.toThrow('has been released');
  await expect(engine.view([handle], PLAIN)).rejects.toBeInstanceOf(RangeError);
  await engine.open(parts);
  expect(dropped).toEqual([view.handle, handle]);
});

test('what waits for a tree is a user of it', async () => {
  const engine = engineOn();
  const { handle } = await engine.open(parts);
  const found = engine.search(handle, plain('gc'));
  const view = engine.view([handle], PLAIN);
  engine.release(handle);
  expect(await found).toMatchObject({ functions: 1 });
  expect((await view).tree).toEqual(openedTree);
});

test('aborting a waiting call leaves the running one alone', async () => {
  const seen: number[] = [];
  const real = createWorkApi();
  const engine = engineOn({
    ...real,
    open: (handle: TreeHandle, given: typeof parts) => {
      seen.push(given[0]!.weight);
      return real.open(handle, given);
    },
  });
  const controller = new AbortController();
  const weighted = (weight: number, signal?: AbortSignal) =>
    engine.open([{ pprof, total: 42, weight }], signal ? { signal } : {});
  const running = weighted(1);
  const waiting = weighted(2, controller.signal);
  const last = weighted(3);
  controller.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  expect((await running).total).toBe(42);
  expect((await last).total).toBe(126);
  expect(seen).toEqual([1, 3]);
  expect(workers).toHaveLength(1);
});

test('a signal that has aborted before never reaches a worker', async () => {
  const engine = engineOn();
  const call = engine.view([engine.adopt(tree)], options, { signal: AbortSignal.abort() });
  await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  expect(workers).toHaveLength(0);
});

test('aborting while the worker starts keeps the worker for the next call', async () => {
  const engine = engineOn();
  const handle = engine.adopt(tree);
  const controller = new AbortController();
  const first = engine.view([handle], options, { signal: controller.signal });
  controller.abort();
  await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  expect(withoutHandle(await engine.view([handle], options))).toEqual(viewTrees([tree], options));
  expect(workers).toHaveLength(1);
});

test('on the main thread an aborted call is not worked on', async () => {
  const engine = mainThreadEngine();
  const controller = new AbortController();
  const bad = [{ pprof: Uint8Array.of(0x0a, 0x7f), total: 0, weight: 1 }];
  const aborted = engine.open(bad, { signal: controller.signal });
  const next = engine.open(parts);
  controller.abort();
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  expect(await next).toMatchObject({ total: 22.5 });
});

test('a worker that dies fails its call, and is replaced', async () => {
  const { api, busy } = stuckAt('view');
  const engine = engineOn(api);
  const { handle } = await engine.open(parts);
  const running = engine.view([handle], PLAIN);
  const waiting = engine.search(handle, plain('gc'));
  await busy;
  workers[0]!.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
  await expect(running).rejects.toThrow('the worker stopped: out of memory');
  expect(await waiting).toEqual(searchTree(openedTree, plain('gc')));
  expect(workers).toHaveLength(2);
  expect(workers[0]!.terminated).toBe(true);
});

test('closing rejects what runs and what waits, and ends the worker', async () => {
  const { api, busy } = stuckAt('open');
  const engine = engineOn(api);
  const calls = [engine.open(parts), engine.view([engine.adopt(tree)], options)];
  await busy;
  engine.close();
  for (const call of calls) await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  await expect(engine.open(parts)).rejects.toMatchObject({ name: 'AbortError' });
  expect(workers.map(({ terminated }) => terminated)).toEqual([true]);
});
