import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive, type Archive } from '#archive';
import { shortestTime } from '../../../../tests/support/shortest-time';
import { demoDatasource } from '../demo-datasource.fixture';
import type { Answer } from '../backend.fixture';

/* What "Save & test" says of everything that can be behind a URL; bodies and statuses are those of Grafana 12.3's proxy and of real servers. */

let archive: Archive;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
});
afterAll(() => archive.close());

interface Place {
  /** Answers of a foreign server by path; undefined: Parca's. */
  readonly answer?: (path: string) => Answer | undefined;
  readonly url?: string;
  readonly kind?: 'parca' | 'pyroscope';
}

function check({ answer = () => undefined, url = 'http://parca:7070', kind }: Place) {
  const jsonData = { ...(kind && { kind }) };
  const { datasource, backend } = demoDatasource(archive, {}, { jsonData });
  backend.answer = answer;
  backend.settings = url === '' ? undefined : { url };
  return datasource.testDatasource();
}

const METRICS = (path: string, version: string) =>
  `# HELP go_build_info x\ngo_build_info{checksum="",path="${path}",version="${version}"} 1\n`;
const PARCA = 'github.com/parca-dev/parca';
const types = (path: string) => path.endsWith('/ProfileTypes');

describe('Parca', () => {
  test.each([
    { version: 'v0.28.0', said: 'Parca v0.28.0 answers' },
    { version: '(devel)', said: 'Parca (gRPC-Web API v1alpha1, development build) answers' },
  ])('tells its version $version, or the API it speaks', async ({ version, said }) => {
    const metrics = { status: 200, body: METRICS(PARCA, version) };
    const result = await check({ answer: (path) => (path === 'metrics' ? metrics : undefined) });
    expect(result.status).toBe('success');
    expect(result.message).toContain(said);
    expect(result.message).toMatch(/older ones are of \d+ types, \d+ targets/);
  });

  test('without metrics and without targets still answers', async () => {
    const result = await check({
      answer: (path) =>
        path === 'metrics' || path.endsWith('/Targets') ? { status: 404, body: '' } : undefined,
    });
    expect(result.status).toBe('success');
    expect(result.message).toContain('version unknown');
    expect(result.message).toContain('targets unknown');
  });

  test('without any profile says so, and what to do', async () => {
    const nothing = '\0\0\0\0\0\x80\0\0\0\x10grpc-status: 0\r\n';
    const empty = { status: 200, body: nothing, type: 'application/grpc-web+proto' };
    const result = await check({ answer: (path) => (types(path) ? empty : undefined) });
    expect(result.status).toBe('success');
    expect(result.message).toContain('has no profiles yet');
    expect(result.details?.message).toContain('Add scrape targets');
  });
});

describe('failures', () => {
  const all = (status: number, body: string, type?: string) => () => ({
    status,
    body,
    ...(type !== undefined && { type }),
  });
  const cases = [
    {
      name: "Grafana's 502, which says nothing",
      place: { answer: all(502, '') },
      message: "Grafana's server cannot reach http://parca:7070: HTTP 502",
      advice: ['Connection refused', 'Name not found'],
      not: 'TLS fails',
    },
    {
      name: 'a 502 of an address with TLS',
      place: { answer: all(502, ''), url: 'https://10.1.2.3:7994' },
      message: "Grafana's server cannot reach https://10.1.2.3:7994",
      advice: ['Connection refused', 'TLS fails', 'receive-ca-cert'],
      not: 'Name not found',
    },
    {
      name: 'a 502 of a URL that may not be seen',
      place: { answer: all(502, ''), url: '' },
      message: "Grafana's server cannot reach the configured URL",
      advice: ['Connection refused', 'Name not found', 'TLS fails'],
    },
    {
      name: 'a refused connection',
      place: {
        answer: all(502, 'dial tcp 10.0.0.1:7070: connect: connection refused', 'text/plain'),
      },
      message: 'http://parca:7070 refuses the connection',
      advice: ['Parca runs and listens'],
    },
    {
      name: 'a name that is not found',
      place: { answer: all(502, 'dial tcp: lookup parca: no such host', 'text/plain') },
      message: 'The name of http://parca:7070 is not found',
      advice: ['looked up where Grafana runs'],
    },
    {
      name: 'a certificate',
      place: {
        answer: all(
          502,
          '{"error":"tls: failed to verify certificate: x509: certificate is valid for parca-0"}',
        ),
      },
      message: 'TLS between Grafana and http://parca:7070 fails',
      advice: ['receive-ca-cert', 'names the host'],
    },
    {
      name: 'http where https is spoken',
      place: { answer: all(400, 'Client sent an HTTP request to an HTTPS server.\n') },
      message: 'TLS between Grafana',
      advice: ['https URL needs a server that speaks TLS'],
    },
    {
      name: "Grafana's 504",
      place: { answer: all(504, '') },
      message: 'No answer in time from http://parca:7070',
      advice: ['raise the timeout'],
    },
    {
      name: "a server's 401, as Grafana hands it on",
      place: { answer: all(400, 'Authentication to data source failed') },
      message: 'Access to http://parca:7070 is denied',
      advice: ['user, password or headers'],
    },
    {
      name: 'a 403',
      place: { answer: all(403, 'Forbidden', 'text/plain') },
      message: 'Access to http://parca:7070 is denied',
      advice: ['user, password or headers'],
    },
    {
      name: "a host that Grafana's whitelist does not have",
      place: {
        answer: all(403, '{"message":"target URL is not a valid target"}', 'application/json'),
      },
      message: 'Grafana is not allowed to reach',
      advice: ['data_source_proxy_whitelist'],
    },
    {
      name: 'no URL at all',
      place: {
        answer: all(400, '{"message":"Invalid data source URL: \\"\\""}', 'application/json'),
        url: '',
      },
      message: 'Grafana cannot read the URL',
      advice: ['http://parca:7070'],
    },
    {
      name: 'a wrong path',
      place: { answer: all(404, '404 page not found\n', 'text/plain') },
      message: 'No Parca at this path of http://parca:7070: HTTP 404',
      advice: ['path prefix'],
    },
    {
      name: 'a page of something else',
      place: { answer: all(200, '<!doctype html><title>nginx</title>', 'text/html') },
      message: 'What answers at http://parca:7070 is not Parca',
      advice: ['host, port and path'],
    },
    {
      name: 'a Parca that only scrapes',
      place: {
        answer: (path: string) =>
          types(path)
            ? {
                status: 200,
                body: '\x80\0\0\0\x11grpc-status: 12\r\n',
                type: 'application/grpc-web+proto',
              }
            : undefined,
      },
      message: 'answers no queries',
      advice: ['the Parca that stores'],
    },
    {
      name: 'a password in the URL',
      place: { answer: all(502, ''), url: 'http://me:secret@parca:7070/x' },
      message: 'cannot reach http://parca:7070/x',
      advice: [],
      not: 'secret',
    },
  ];
  test.each(cases)('$name', async ({ place, message, advice, not }) => {
    const result = await check(place);
    expect(result.status).toBe('error');
    expect(result.message).toContain(message);
    for (const words of advice) expect(result.details?.message).toContain(words);
    if (not !== undefined) expect(JSON.stringify(result)).not.toContain(not);
  });

  test.each([
    {
      metrics: METRICS('github.com/prometheus/prometheus', 'v3.0.0'),
      name: 'github.com/prometheus/prometheus v3.0.0',
    },
    {
      metrics: 'prometheus_build_info{branch="x",goversion="go1.19",version="2.42.0"} 1\n',
      name: 'prometheus 2.42.0',
    },
  ])('another server is named: $name', async ({ metrics, name }) => {
    const result = await check({
      answer: (path) =>
        path === 'metrics'
          ? { status: 200, body: metrics }
          : { status: 404, body: '404 page not found\n', type: 'text/plain' },
    });
    expect(result.message).toContain(`is not Parca: it is ${name}; HTTP 404`);
  });

  test.each(['go_build_info{\n', 'a_build_info{', '_build_info'])(
    'metrics of %j a hundred thousand times name no server',
    async (part) => {
      const metrics = { status: 200, body: part.repeat(100_000) };
      const asked = () =>
        check({ answer: (path) => (path === 'metrics' ? metrics : { status: 404, body: '' }) });
      expect((await asked()).message).toContain('HTTP 404');
      expect(await shortestTime(asked, 500)).toBeLessThan(500);
    },
  );

  test('access by the browser is refused before anything is asked', async () => {
    const { datasource, backend } = demoDatasource(archive, {}, { access: 'direct' });
    const result = await datasource.testDatasource();
    expect([result.status, backend.seen]).toEqual(['error', []]);
    expect(result.details?.message).toContain('Server (default)');
  });
});

describe('Pyroscope', () => {
  const pyroscope = METRICS('github.com/grafana/pyroscope/v2', 'v2.2.1');
  const wireTypes = (profileTypes: readonly object[]) => (path: string) =>
    path === 'querier.v1.QuerierService/ProfileTypes'
      ? { status: 200, body: JSON.stringify({ profileTypes }), type: 'application/json' }
      : undefined;
  const CPU = {
    ...{ name: 'process_cpu', sampleType: 'cpu', sampleUnit: 'nanoseconds' },
    ...{ periodType: 'cpu', periodUnit: 'nanoseconds' },
  };

  test('answers with its types, and is asked for no targets', async () => {
    const result = await check({ kind: 'pyroscope', answer: wireTypes([CPU]) });
    expect(result).toEqual({
      status: 'success',
      message: 'Pyroscope answers: 1 profile type in the last hour.',
      details: { message: 'CPU time' },
    });
  });

  test('without profiles of late says so', async () => {
    const result = await check({ kind: 'pyroscope', answer: wireTypes([]) });
    expect(result.message).toBe('Pyroscope answers, without profiles of the last hour.');
  });

  test.each([
    { kind: 'parca', metrics: pyroscope, is: 'Pyroscope', set: 'Parca' },
    { kind: 'pyroscope', metrics: METRICS(PARCA, 'v0.28.0'), is: 'Parca', set: 'Pyroscope' },
  ] as const)('$is is told from $set, and the way to it', async ({ kind, metrics, is, set }) => {
    const result = await check({
      kind,
      answer: (path) =>
        path === 'metrics' ? { status: 200, body: metrics } : { status: 404, body: '' },
    });
    expect(result).toMatchObject({
      status: 'error',
      message: `What answers at http://parca:7070 is ${is}, and the kind is ${set}.`,
      details: { message: `Set the kind to ${is}.` },
    });
  });

  test('what is wrong is said of Pyroscope', async () => {
    const result = await check({
      kind: 'pyroscope',
      url: 'http://pyroscope:4040/x',
      answer: () => ({ status: 404, body: '' }),
    });
    expect(result.message).toContain('No Pyroscope at this path of http://pyroscope:4040/x');
    expect(JSON.stringify(result)).not.toContain('Parca');
  });
});
