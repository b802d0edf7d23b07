import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readState, writeState } from './state-file';
import { NOTHING_WATCHED, type Watched } from './watched';

const ALONE = { keys: [''], first: 'Parca' };
const BOTH = { keys: ['Parca', 'Pyroscope'], first: 'Parca' };
const seen = (scans: number): Watched => ({ ...NOTHING_WATCHED, scans });

async function newFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'state-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return join(folder, 'state.json');
}

test('what is known of several servers is kept by their names, and comes back', async () => {
  const path = await newFile();
  expect(await readState(path, BOTH)).toEqual({
    Parca: NOTHING_WATCHED,
    Pyroscope: NOTHING_WATCHED,
  });
  const known = { Parca: seen(3), Pyroscope: seen(5) };
  await writeState(path, known);
  expect(await readState(path, BOTH)).toEqual(known);
  expect(await readState(path, ALONE)).toEqual({ '': seen(3) });
  expect(await readState(path, { keys: [''], first: 'Pyroscope' })).toEqual({ '': seen(5) });
});

test('what is known of one server stays as it was, and is its own when a second comes beside it', async () => {
  const path = await newFile();
  await writeState(path, { '': seen(4) });
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(seen(4));
  expect(await readState(path, ALONE)).toEqual({ '': seen(4) });
  expect(await readState(path, BOTH)).toEqual({ Parca: seen(4), Pyroscope: NOTHING_WATCHED });
});
