import { expect, test } from 'vitest';
import { encodePprof, treeFromFolded } from '#profile';
import { PortWorker } from '../../tests/support/port-worker';
import { createEngine } from './engine';
import { createWorkApi } from './work-api';

test('the worker is there before there is work for it, and it is the one that works', async () => {
  const workers: PortWorker[] = [];
  const engine = createEngine({
    spawn: () => {
      const worker = new PortWorker(createWorkApi());
      workers.push(worker);
      return worker;
    },
  });
  engine.prepare();
  engine.prepare();
  expect(workers).toHaveLength(1);
  const sampleType = { type: 'cpu', unit: 'nanoseconds' };
  const pprof = encodePprof(treeFromFolded(['main;serve 10']), { sampleType });
  const { total } = await engine.open([{ pprof, total: 10, weight: 1 }]);
  expect(total).toBe(10);
  expect(workers).toHaveLength(1);
  engine.close();
  for (const worker of workers) worker.terminate();
});
