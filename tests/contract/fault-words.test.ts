import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  createBackendTransport,
  createFetchTransport,
  createParcaSource,
  createPrometheusSource,
  SourceError,
  type Transport,
} from '#sources';
import { faultTables, missingFrom, plainReason } from '../../scripts/faults-tables.mjs';
import { failureText } from '../../src/hosts/datasource/query/run/next-step';
import { startConsole } from '../../src/hosts/server/start-console';
import { parseUpstream } from '../../src/hosts/server/upstream';
import { explain } from '../../src/pages/shell/advice';
import { startFaultServer, type FaultServer } from '../e2e/faults/fault-server';
import { FAULTS, type FaultedServer } from '../e2e/faults/faults';
import { forwardAsGrafana } from '../e2e/forward';
import { backendSrv } from '../e2e/plugin/page/backend-srv';
import { serve } from '../support/serve';
import { readFaultTables, type SaidRow } from './fault-tables';

/*
 * Each fault as bytes through the console's proxy or Grafana's, the transport, the decoder and the words: what docs/reliability.md says,
 * which a browser has written (tests/e2e/faults), on every change.
 */

const PAGES = ['Changes', 'Targets', 'Profile', 'Compare'];
const RANGE = { start: 1795220040000, end: 1795221240000 };
const SERVERS = ['Parca', 'Prometheus'] as const;

const closing: (() => Promise<unknown>)[] = [];
let tables: Readonly<Record<FaultedServer, readonly SaidRow[]>>;
let faulty: Readonly<Record<FaultedServer, FaultServer>>;
let consoleUrl: string;

beforeAll(async () => {
  tables = readFaultTables(await readFile('docs/reliability.md', 'utf8'));
  const nobody = 'http://127.0.0.1:1';
  faulty = { Parca: await startFaultServer(nobody), Prometheus: await startFaultServer(nobody) };
  const { Parca, Prometheus } = faulty;
  const running = await startConsole({
    ...{ host: '127.0.0.1', port: 0, allowHosts: [], pages: 'not-built', version: '', title: '' },
    data: {
      mode: 'live',
      parca: parseUpstream('--parca', Parca.url, []),
      prometheus: parseUpstream('--prometheus', Prometheus.url, []),
    },
  });
  consoleUrl = running.url;
  const grafana = await serve((asked, answer) => {
    const [, server, path] = /^\/(\w+)(\/.*)$/.exec(asked.url!)!;
    forwardAsGrafana(faulty[server as FaultedServer].url + path!, asked, answer);
  });
  vi.stubGlobal('document', { baseURI: `${grafana.url}/` });
  closing.push(running.close, grafana.close, Parca.close, Prometheus.close);
});
afterAll(async () => {
  vi.unstubAllGlobals();
  for (const close of closing) await close();
});

type Ask = (transport: Transport) => Promise<unknown>;

const askParca: Ask = (transport) =>
  createParcaSource({ transport, now: () => RANGE.end }).fetchProfileTypes(RANGE);
const askMetrics: Ask = (transport) =>
  createPrometheusSource({ transport }).fetchRange({ query: 'up', range: RANGE, step: 15_000 });
/** How a scan begins with Prometheus. */
const askNames: Ask = (transport) =>
  createPrometheusSource({ transport }).fetchLabelValues({ name: '__name__', range: RANGE });

const ofConsole = (server: FaultedServer) =>
  createFetchTransport({
    ...{ baseUrl: `${consoleUrl}/${server.toLowerCase()}`, fetch, source: server },
  });
const ofGrafana = (server: FaultedServer) =>
  createBackendTransport({ backend: backendSrv, url: `/${server}`, source: server });

async function failureOf(asked: Promise<unknown>): Promise<SourceError> {
  const failure: unknown = await asked.catch((error: unknown) => error);
  if (failure instanceof SourceError) return failure;
  throw new Error(`expected a SourceError, got ${String(failure)}`);
}

/** The words of this machine's or a browser's own. */
const withoutEngine = (reason: string) => reason.replace(/(?<=of the answer: ).*/, '…');

interface Words {
  readonly reason: string;
  readonly next: string;
}

function wordsOf(reason = '', next = ''): Words {
  return { reason: withoutEngine(plainReason(reason)), next };
}

const onPage =
  (transport: typeof ofConsole, ask: Ask) =>
  async (server: FaultedServer): Promise<Words> => {
    const { facts, advice } = explain(await failureOf(ask(transport(server))));
    return wordsOf(facts, advice);
  };
const ofQuery = async (server: FaultedServer): Promise<Words> =>
  wordsOf(...failureText(await failureOf(askParca(ofGrafana(server)))).split('\n'));

/** Each way to the words, and whose it is. */
const WAYS = {
  Parca: [
    { places: PAGES, say: onPage(ofConsole, askParca) },
    { places: ['app'], say: onPage(ofGrafana, askParca) },
    { places: ['datasource', 'panel'], say: ofQuery },
  ],
  Prometheus: [
    { places: ['Changes'], say: onPage(ofConsole, askNames) },
    { places: PAGES.slice(1), say: onPage(ofConsole, askMetrics) },
    { places: ['app'], say: onPage(ofGrafana, askMetrics) },
  ],
};
const PLACES = {
  Parca: WAYS.Parca.flatMap(({ places }) => places),
  Prometheus: WAYS.Prometheus.flatMap(({ places }) => places),
};

describe.each(SERVERS)('%s', (server) => {
  const failing = FAULTS[server].filter(({ then }) => then instanceof RegExp);

  test.each(failing)('$name: the words of the table', async ({ name, fault }) => {
    if (fault === 'down') await faulty[server].down();
    else faulty[server].setFault(fault);
    try {
      for (const { places, say } of WAYS[server]) {
        const said = await say(server);
        for (const place of places) {
          const of = tables[server].filter(({ fault: one }) => one === name);
          const row = of.find((one) => one.places.includes(place));
          const [reason, next] = [row && withoutEngine(row.reason), row?.next];
          expect.soft({ place, ...said }).toEqual({ place, reason, next });
        }
      }
    } finally {
      if (fault === 'down') await faulty[server].up();
      else faulty[server].setFault(undefined);
    }
  });

  test('the table has every fault in every place', () => {
    const has = (fault: string) =>
      tables[server].filter((row) => row.fault === fault).flatMap(({ places }) => places);
    expect(FAULTS[server].map(({ name }) => [name, has(name).sort()])).toEqual(
      FAULTS[server].map(({ name }) => [name, [...PLACES[server]].sort()]),
    );
  });
});

describe('what is written', () => {
  const results = SERVERS.flatMap((server) =>
    PLACES[server].map((place) => ({
      ...{ server, place, asked: '2026-11-30' },
      said: { down: { reason: `${server}: gone <b>|`, next: 'Wait.' }, slow: { reason: 'waits' } },
    })),
  );

  test('is read again as it was', () => {
    expect(missingFrom(results)).toEqual([]);
    expect(readFaultTables(faultTables(results)).Parca).toEqual([
      { fault: 'down', places: PLACES.Parca, reason: 'Parca: gone <b>|', next: 'Wait.' },
      { fault: 'slow', places: PLACES.Parca, reason: 'waits', next: '' },
    ]);
  });

  test('is nothing after a part of the run', () => {
    const { slow, ...rest } = results[0]!.said;
    expect(slow).toBeDefined();
    expect(missingFrom([{ ...results[0]!, said: rest }, ...results.slice(2)])).toEqual([
      'Changes, Parca: slow',
      'Targets, Parca',
    ]);
  });
});
