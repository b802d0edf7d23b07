import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, expect, test, vi } from 'vitest';
import { encodePprof, treeFromFolded } from '#profile';
import { PortWorker } from '../../tests/support/port-worker';
import { createEngine, createMainThreadEngine, type EngineOptions } from './engine';
import type { Engine, ViewOptions } from './types';
import { createWorkApi } from './work-api';

const wasm = createRequire(import.meta.url).resolve('gecko-profiler-demangle/index_bg.wasm');
const load = async () => new Uint8Array(readFileSync(wasm));
const options: ViewOptions = { filters: [], inverted: false, by: 'function' };

function partsOf(...folded: string[]) {
  const sampleType = { type: 'cpu', unit: 'nanoseconds' };
  const pprof = encodePprof(treeFromFolded(folded), { sampleType });
  return [{ pprof, total: folded.length, weight: 1 }];
}

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

function workerEngine(given: EngineOptions): Engine {
  const engine = createEngine({
    ...given,
    spawn: () => {
      const worker = new PortWorker(createWorkApi());
      ends.push(() => worker.terminate());
      return worker;
    },
  });
  ends.push(() => engine.close());
  return engine;
}

async function namesOf(engine: Engine, parts: ReturnType<typeof partsOf>) {
  const { handle, notices, total } = await engine.open(parts);
  const { tree } = await engine.view([handle], options);
  const { functionName, systemName } = tree.frames;
  return { total, notices, names: functionName.map((name, row) => [name, systemName[row]!]) };
}

test.each([
  ['in a worker', workerEngine],
  ['on the main thread', createMainThreadEngine],
])('mangled names are read %s, and the demangler is asked for once', async (_, create) => {
  const loadDemangler = vi.fn(load);
  const engine = create({ loadDemangler });
  expect(await namesOf(engine, partsOf('main;serve 1'))).toMatchObject({
    names: [
      ['main', ''],
      ['serve', ''],
    ],
  });
  expect(loadDemangler).not.toHaveBeenCalled();
  const mangled = partsOf('main;_ZN3foo3barEv 1', '_RNvCs1234_7mycrate3foo 1');
  for (let time = 0; time < 2; time++)
    expect(await namesOf(engine, mangled)).toEqual({
      total: 2,
      notices: [],
      names: [
        ['foo::bar()', '_ZN3foo3barEv'],
        ['main', ''],
        ['mycrate::foo', '_RNvCs1234_7mycrate3foo'],
      ],
    });
  expect(loadDemangler).toHaveBeenCalledTimes(1);
});

test('a demangler that cannot be had is said, once a profile, and the profile is there', async () => {
  const loadDemangler = vi.fn(() => Promise.reject(new Error('HTTP 404')));
  const engine = workerEngine({ loadDemangler });
  for (let time = 0; time < 2; time++)
    expect(await namesOf(engine, partsOf('_ZN3foo3barEv 1'))).toEqual({
      total: 1,
      notices: [
        'Names of C++ and Rust are shown as the profile has them, because the demangler cannot be used: HTTP 404',
      ],
      names: [['_ZN3foo3barEv', '']],
    });
  expect(loadDemangler).toHaveBeenCalledTimes(1);
});

test('names that a limit leaves are said', async () => {
  const engine = workerEngine({ loadDemangler: load });
  const long = `_Z20000${'a'.repeat(20000)}v`;
  const { notices, names } = await namesOf(engine, partsOf(`${long} 1`, '_ZN3foo3barEv 1'));
  expect(names.map(([name]) => name)).toEqual([long, 'foo::bar()']);
  expect(notices).toEqual([
    '1 name of C++ or Rust is shown as the profile has it: too long to be demangled.',
  ]);
});
