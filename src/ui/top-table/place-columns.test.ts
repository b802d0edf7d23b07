import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { buildTopTable, decodePprof } from '#profile';
import { placesOfRows } from './place-columns';

test('files and binaries of a row are those of all its frames, each once', async () => {
  const bytes = await readFile('tests/fixtures/pprof/merge-pprof-cpu-shop1-after.pb.gz');
  const { tree } = decodePprof(bytes);
  const table = buildTopTable(tree, 'function');
  const { names } = placesOfRows(tree, table, 'file');
  const { fileName } = tree.frames;
  table.names.forEach((name, row) => {
    const own = fileName.filter((_, frame) => table.rowOfFrame[frame] === row);
    expect(new Set(names[row]), name).toEqual(new Set(own.filter((file) => file !== '')));
    expect(names[row]).toHaveLength(new Set(names[row]).size);
  });
  const quote = table.names.indexOf('shop/pricing.Quote');
  expect(names[quote]!.join()).toMatch(/pricing.*\.go$/);
});
