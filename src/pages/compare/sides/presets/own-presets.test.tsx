import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { useOwnPresets } from './own-presets';

const KEY = 'parcascope.baseline-presets';
const preset = (name: string) => ({ name, days: 1, ms: 0 });
const names = (hook: { current: ReturnType<typeof useOwnPresets> }) =>
  hook.current.presets.map(({ name }) => name);

beforeEach(() => window.localStorage.clear());

test('what is saved is there again on the next page, until it is removed', () => {
  const { result } = renderHook(useOwnPresets);
  act(() => result.current.save(preset('yesterday')));
  act(() =>
    result.current.save({ ...preset('sibling'), matchers: [{ name: 'a', op: '!=', value: 'b' }] }),
  );
  const next = renderHook(useOwnPresets).result;
  expect(next.current.presets).toEqual([
    preset('yesterday'),
    { ...preset('sibling'), matchers: [{ name: 'a', op: '!=', value: 'b' }] },
  ]);
  act(() => next.current.remove('yesterday'));
  expect(names(next)).toEqual(['sibling']);
  expect(names(renderHook(useOwnPresets).result)).toEqual(['sibling']);
});

test('one name is one preset, and the oldest one goes where there are too many', () => {
  const { result } = renderHook(useOwnPresets);
  for (let i = 0; i < 14; i++) act(() => result.current.save(preset(`p${i}`)));
  act(() => result.current.save(preset('p9')));
  expect(names(result)).toHaveLength(12);
  expect(names(result).slice(-2)).toEqual(['p13', 'p9']);
});

test.each(['no JSON', '{"a":1}', '[{"name":"x","days":-1,"ms":0}]'])(
  'what another page left there is not read: %s',
  (text) => {
    window.localStorage.setItem(KEY, text);
    expect(renderHook(useOwnPresets).result.current.presets).toEqual([]);
  },
);

test('a browser that keeps nothing has them as long as the page is there', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const { result } = renderHook(useOwnPresets);
  act(() => result.current.save(preset('x')));
  expect(names(result)).toEqual(['x']);
  vi.restoreAllMocks();
});
