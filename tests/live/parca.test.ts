import { describe, expect, test } from 'vitest';
import { parseProfileType } from '#series';
import { createFetchTransport, createParcaSource } from '#sources';
import { askAgain } from '../../src/archive/record/ask-again';
import { profileSourceContract } from '../contract/profile-source-contract';

const url = process.env['PARCA_URL'];
const label = process.env['PARCA_LABEL'] ?? 'juju_unit';

describe('PARCA_URL', () => {
  if (url === undefined || url === '') {
    test.skip(
      'set PARCA_URL to a Parca that has scraped two units for ten minutes, to run these tests',
    );
    return;
  }
  const now = Date.now();
  const transport = askAgain(createFetchTransport({ baseUrl: url, fetch, source: 'Parca' }));
  const source = createParcaSource({ transport, now: Date.now });
  profileSourceContract(() => source, {
    range: { start: now - 600_000, end: now - 60_000 },
    label,
    hasTargets: true,
  });

  test('what only Parca can refuse comes back in its words', async () => {
    const profileType = parseProfileType('process cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
    const matchers = [{ name: label, op: '!=', value: 'x' } as const];
    const range = { start: now - 60_000, end: now };
    await expect(source.fetchProfile({ profileType, matchers }, range)).rejects.toMatchObject({
      kind: 'badQuery',
      status: 200,
      detail: expect.stringContaining('INVALID_ARGUMENT'),
    });
  });

  test('gRPC-Web answers below any prefix, also none', async () => {
    const bare = createParcaSource({ transport, now: Date.now, basePath: '' });
    const types = await bare.fetchProfileTypes({ start: now - 600_000, end: now });
    expect(types.length).toBeGreaterThan(0);
  });
});
