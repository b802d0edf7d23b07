import { expect, test } from 'vitest';
import { treeFromFolded } from '#profile';
import { createEngine, createMainThreadEngine } from './engine';
import type { ViewOptions } from './types';

const PLACES = [
  { name: 'the main thread', engineOf: createMainThreadEngine },
  { name: 'a place without workers', engineOf: () => createEngine() },
];
const options: ViewOptions = {
  filters: [{ kind: 'dropStack', field: 'function', pattern: 'gc' }],
  inverted: true,
  by: 'function',
};

test.each(PLACES)('$name says what filters would take of a view’s stacks', async ({ engineOf }) => {
  const engine = engineOf();
  const lines = ['main;serve 10', 'main;gc 30', '__proto__;constructor 2'];
  const handle = engine.adopt(treeFromFolded(lines));
  const other = engine.adopt(treeFromFolded(['main;serve 7']));
  const view = await engine.view([handle, other], options);
  expect(
    await engine.takenBy(view.handle, [
      { kind: 'dropStack', field: 'function', pattern: 'serve' },
      { kind: 'hideFrame', field: 'function', pattern: 'construct' },
      { kind: 'keepFrame', field: 'function', pattern: 'serve' },
    ]),
  ).toEqual([
    [10, 7],
    [2, 0],
    [2, 0],
  ]);
  await expect(
    engine.takenBy(handle, [{ kind: 'hideFrame', field: 'file', pattern: '(', regex: true }]),
  ).rejects.toThrow('filter.pattern: not a regular expression');
  engine.close();
});
