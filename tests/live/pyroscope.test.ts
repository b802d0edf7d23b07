import { describe, expect, test } from 'vitest';
import { createFetchTransport, createPyroscopeSource } from '#sources';
import { profileSourceContract } from '../contract/profile-source-contract';

const url = process.env['PYROSCOPE_URL'];
const label = process.env['PYROSCOPE_LABEL'] ?? 'service_name';

describe('PYROSCOPE_URL', () => {
  if (url === undefined || url === '') {
    test.skip(
      'set PYROSCOPE_URL to a Pyroscope that two programs in Go have pushed to for ten minutes, and PYROSCOPE_LABEL to what tells them apart, to run these tests',
    );
    return;
  }
  const now = Date.now();
  const transport = createFetchTransport({ baseUrl: url, fetch, source: 'Pyroscope' });
  const source = createPyroscopeSource({ transport, now: Date.now });
  const range = { start: now - 600_000, end: now - 60_000 };
  profileSourceContract(() => source, { range, label, hasTargets: false });

  test('what is asked of a path that is none is not found', async () => {
    const elsewhere = createPyroscopeSource({ transport, now: Date.now, basePath: 'no/such/path' });
    await expect(elsewhere.fetchProfileTypes(range)).rejects.toMatchObject({ kind: 'notFound' });
  });
});
