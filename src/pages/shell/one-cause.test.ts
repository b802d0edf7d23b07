import { expect, test, vi } from 'vitest';
import { SourceError } from '#sources';
import { failsLike, toldOnce } from './one-cause';

const failed = (detail: string) => ({
  data: undefined,
  state: 'failed' as const,
  error: new SourceError({ kind: 'server', source: 'Parca', status: 500, detail }),
  stale: false,
  retry: vi.fn(),
});
const ready = { ...failed(''), state: 'ready' as const, error: undefined, retry: vi.fn() };
const refused = {
  ...failed(''),
  error: new SourceError({ kind: 'unreachable', source: 'Parca', detail: 'refused' }),
  retry: vi.fn(),
};

test('what a server says to each question is one failure; another kind of failure is not', () => {
  expect(failsLike(failed('no disk'), failed('no space'))).toBe(true);
  expect(failsLike(failed('no disk'), refused)).toBe(false);
  expect(failsLike(ready, failed(''))).toBe(false);
  expect(failsLike(failed(''), undefined)).toBe(false);
});

test('trying again asks all that failed alike, each once, and nothing else', () => {
  const [one, other] = [failed('a'), failed('b')];
  toldOnce(one, [one, other, refused, ready])!.retry();
  expect([one, other, refused, ready].map(({ retry }) => retry.mock.calls.length)).toEqual([
    1, 1, 0, 0,
  ]);
  expect(toldOnce(undefined, [one])).toBeUndefined();
});
