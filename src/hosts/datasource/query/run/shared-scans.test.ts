import { expect, test, vi } from 'vitest';
import type { Scan, ScanQuestion } from '#scan';
import { DEFAULT_ALIASES } from '#series';
import { createSharedScans, settledRange, type SharedScanOptions } from './shared-scans';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const question = (more: Partial<ScanQuestion> = {}): ScanQuestion => ({
  range: { start: 0, end: HOUR },
  against: 'previous',
  matchers: [],
  aliases: DEFAULT_ALIASES,
  ...more,
});
const scanOf = (questions: number) => ({ phase: 'done', questions }) as Scan;

/** Scans that end when the test says so. */
function open() {
  let time = 0;
  const runs: {
    readonly options: SharedScanOptions;
    readonly end: (scan: Scan) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  const scans = createSharedScans(
    (_, options) =>
      new Promise((end, fail) => {
        options.onProgress(scanOf(0));
        runs.push({ options, end, fail });
      }),
    () => time,
  );
  const ask = (of: ScanQuestion = question()) => {
    const stop = new AbortController();
    const onProgress = vi.fn();
    const answer = scans.scan(of, { signal: stop.signal, onProgress });
    answer.catch(() => undefined);
    return { answer, onProgress, stop };
  };
  return { ask, runs, wait: (ms: number) => (time += ms) };
}

test('who asks the same waits for one scan, and hears what is known so far', async () => {
  const { ask, runs } = open();
  const first = ask();
  runs[0]!.options.onProgress(scanOf(3));
  const second = ask();
  expect(second.onProgress.mock.calls).toEqual([[scanOf(3)]]);
  runs[0]!.end(scanOf(9));
  expect(await Promise.all([first.answer, second.answer])).toEqual([scanOf(9), scanOf(9)]);
  expect(await ask().answer).toEqual(scanOf(9));
  expect(runs).toHaveLength(1);
});

test.each([
  ['range', { range: { start: 1, end: HOUR } }],
  ['against', { against: 'week' }],
  ['labels', { matchers: [{ name: 'a', op: '=', value: 'b' }] }],
  ['most merges', { mostMerges: 7 }],
  ['time zone', { timeZone: 'utc' }],
] satisfies [string, Partial<ScanQuestion>][])('another %s is another scan', (_, more) => {
  const { ask, runs } = open();
  ask();
  ask(question(more));
  expect(runs).toHaveLength(2);
});

test('a scan goes on until the last one leaves, and is not kept then', async () => {
  const { ask, runs } = open();
  const [first, second] = [ask(), ask()];
  first.stop.abort(new DOMException('gone', 'AbortError'));
  await expect(first.answer).rejects.toThrow('gone');
  expect(runs[0]!.options.signal.aborted).toBe(false);
  second.stop.abort(new DOMException('gone', 'AbortError'));
  await expect(second.answer).rejects.toThrow('gone');
  expect(runs[0]!.options.signal.aborted).toBe(true);
  ask();
  expect(runs).toHaveLength(2);
});

test('a failure is for all that wait, and is not kept', async () => {
  const { ask, runs } = open();
  const [first, second] = [ask(), ask()];
  runs[0]!.fail(new Error('no disk'));
  await expect(first.answer).rejects.toThrow('no disk');
  await expect(second.answer).rejects.toThrow('no disk');
  ask();
  expect(runs).toHaveLength(2);
});

test('an answer is kept for a quarter of an hour', async () => {
  const { ask, runs, wait } = open();
  const { answer } = ask();
  runs[0]!.end(scanOf(1));
  await answer;
  wait(14 * MINUTE);
  await ask().answer;
  expect(runs).toHaveLength(1);
  wait(2 * MINUTE);
  ask();
  expect(runs).toHaveLength(2);
});

test('of many answers those that were asked for last are kept', async () => {
  const { ask, runs } = open();
  for (let start = 0; start < 12; start++) {
    const { answer } = ask(question({ range: { start, end: HOUR } }));
    runs.at(-1)!.end(scanOf(start));
    await answer;
  }
  expect(await ask(question({ range: { start: 11, end: HOUR } })).answer).toEqual(scanOf(11));
  expect(runs).toHaveLength(12);
  ask(question({ range: { start: 0, end: HOUR } }));
  expect(runs).toHaveLength(13);
});

test('a range that is over is itself', () => {
  expect(settledRange({ start: 7, end: HOUR + 7 }, HOUR + 7 + MINUTE)).toEqual({
    start: 7,
    end: HOUR + 7,
  });
});

test('a range that ends now goes back to whole twelfths, the same for five minutes of an hour', () => {
  const settled = (now: number) => settledRange({ start: now - HOUR, end: now }, now);
  const at = 100 * HOUR;
  expect(settled(at + MINUTE)).toEqual({ start: at - HOUR, end: at });
  expect(settled(at + 4.9 * MINUTE)).toEqual({ start: at - HOUR, end: at });
  expect(settled(at + 6 * MINUTE)).toEqual({ start: at - 55 * MINUTE, end: at + 5 * MINUTE });
});

test('a range into the future ends a minute before now', () => {
  const range = { start: 99 * HOUR, end: 101 * HOUR };
  expect(settledRange(range, 100 * HOUR)).toEqual({
    start: 99 * HOUR,
    end: 100 * HOUR - 10 * MINUTE,
  });
});
