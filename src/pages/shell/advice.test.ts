import { expect, test } from 'vitest';
import { ProfileError } from '#profile';
import { SourceError } from '#sources';
import { explain } from './advice';

test('bytes that are no profile are a fault of the answer, not of the page', () => {
  const { facts, advice } = explain(new ProfileError('sample[3].value[0]', 'cut off'));
  expect(facts).toBe('The profile cannot be read: sample[3].value[0]: cut off');
  const malformed = { kind: 'malformed', source: 'Parca', detail: 'Query: no message' } as const;
  expect(advice).toBe(explain(new SourceError(malformed)).advice);
});

test('what nothing is known about asks to be reported', () => {
  expect(explain(new Error('boom'))).toMatchObject({ facts: 'boom' });
  expect(explain(new Error('boom')).advice).toContain('report');
});
