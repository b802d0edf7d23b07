// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, parseProfileType, type Labels, type Target } from '#series';
import type { Host } from '../../state/host';
import { activityQuery } from './target-queries';

const host = { targetAliases: DEFAULT_ALIASES } as Host;
const profileType = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const keyWith = (...labelSets: readonly Labels[]) => {
  const targets = labelSets.map((labels) => ({ labels }) as Target);
  return activityQuery(host, { profileType, targets, range: { start: 0, end: 1 } }).queryKey;
};

test('a label that only targets have is asked by, so it is in the key; the order of targets is not', () => {
  expect(keyWith({ job: 'a', stage: 'blue' })).not.toEqual(keyWith({ job: 'a' }));
  expect(keyWith({ stage: 'blue' }, { tier: 'x' })).toEqual(keyWith({ tier: 'y' }, { stage: 'z' }));
});
