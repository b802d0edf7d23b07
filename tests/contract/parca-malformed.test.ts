import { AgentsResponse, QueryRangeResponse, QueryResponse, TargetsResponse } from '@parca/client';
import type { IMessageType } from '@protobuf-ts/runtime';
import { describe, expect, test } from 'vitest';
import { parseSelector } from '#series';
import { createParcaSource, type ProfileSource, type TransportResponse } from '#sources';
import { createRecordedParca, readRecordings, responseOf } from '../support/recorded-parca';

const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const RANGE = { start: at('00:18:00'), end: at('00:23:00') };
const SELECTOR = parseSelector(
  'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta{juju_unit="shop-k8s/1"}',
);
const QUESTION = { profileType: SELECTOR.profileType, matchers: [], range: RANGE };

type Damage = (response: TransportResponse) => TransportResponse;

/** The recorded server, with one method's answers damaged. */
function damaged(method: string, damage: Damage): ProfileSource {
  const whole = createRecordedParca();
  return createParcaSource({
    now: () => at('01:00:00'),
    transport: {
      request: async (request) => {
        const response = withAgent(request.path, await whole.request(request));
        return request.path.endsWith(`/${method}`) ? damage(response) : response;
      },
    },
  });
}

const CALLS: Readonly<Record<string, (source: ProfileSource) => Promise<unknown>>> = {
  ProfileTypes: (source) => source.fetchProfileTypes(RANGE),
  Labels: (source) => source.fetchLabelNames(QUESTION),
  Values: (source) => source.fetchLabelValues('juju_unit', QUESTION),
  QueryRange: (source) => source.fetchProfile(SELECTOR, RANGE),
  Query: (source) => source.fetchProfile(SELECTOR, RANGE),
  Targets: (source) => source.fetchTargets(),
  Agents: (source) => source.fetchAgents(),
};
const METHODS = Object.keys(CALLS);

const HEADER = 5;
const lengthOf = (body: Uint8Array) => new DataView(body.buffer, body.byteOffset).getUint32(1);
const messageOf = (body: Uint8Array) => body.subarray(HEADER, HEADER + lengthOf(body));

function withMessage(response: TransportResponse, message: Uint8Array): TransportResponse {
  const trailer = response.body.subarray(HEADER + lengthOf(response.body));
  const head = Buffer.alloc(HEADER);
  head.writeUInt32BE(message.length, 1);
  return { ...response, body: Buffer.concat([head, message, trailer]) };
}

/** A replay knows no agents, and an empty message has nothing to damage. */
function withAgent(path: string, response: TransportResponse): TransportResponse {
  if (!path.endsWith('/Agents')) return response;
  const agents = [{ id: 'node-1', lastError: '', lastPush: { seconds: 1n, nanos: 0 } }];
  return withMessage(response, AgentsResponse.toBinary(AgentsResponse.create({ agents })));
}

async function failureOf(method: string, damage: Damage) {
  const ask = CALLS[method];
  if (!ask) throw new Error(method);
  return ask(damaged(method, damage)).then(
    () => expect.fail('was accepted'),
    (error: unknown) => error,
  );
}

const malformed = (detail: unknown) => ({
  name: 'SourceError',
  source: 'Parca',
  kind: 'malformed',
  detail,
});

describe.each(METHODS)('%s', (method) => {
  test('a body that is cut anywhere', async () => {
    for (const share of [0, 0.001, 0.3, 0.9]) {
      const cut: Damage = (response) => ({
        ...response,
        body: response.body.subarray(0, Math.floor(response.body.length * share)),
      });
      expect(await failureOf(method, cut)).toMatchObject(
        malformed(
          expect.stringMatching(
            new RegExp(`^${method}: (frame at byte|the answer (ends|is empty))`),
          ),
        ),
      );
    }
  });

  test('a body without its last byte', async () => {
    const cut: Damage = (response) => ({ ...response, body: response.body.slice(0, -1) });
    expect(await failureOf(method, cut)).toMatchObject(
      malformed(expect.stringMatching(/frame at byte \d+: expected 16 bytes, got 15$/)),
    );
  });

  test('a message that is cut within its frame', async () => {
    const cut: Damage = (response) => {
      return withMessage(response, messageOf(response.body).slice(0, -1));
    };
    expect(await failureOf(method, cut)).toMatchObject(
      malformed(
        expect.stringMatching(new RegExp(`^${method}: no parca\\.[\\w.]+ in \\d+ bytes: `)),
      ),
    );
  });

  test('a frame with another flag', async () => {
    const flagged: Damage = (response) => {
      const body = response.body.slice();
      body[0] = 2;
      return { ...response, body };
    };
    expect(await failureOf(method, flagged)).toMatchObject(
      malformed(`${method}: frame at byte 0: expected flag 0 or 128, got 2`),
    );
  });

  test('a page instead of an answer', async () => {
    const page: Damage = () => ({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: new TextEncoder().encode('<!doctype html><title>Parca</title>'),
    });
    expect(await failureOf(method, page)).toMatchObject(
      malformed(
        `${method}: expected application/grpc-web+proto, got text/html; charset=utf-8: "<!doctype html><title>Parca</title>"`,
      ),
    );
  });
});

/** Changes the message of an answer. */
function changed<T extends object>(type: IMessageType<T>, change: (message: T) => void): Damage {
  return (response) => {
    const message = type.fromBinary(messageOf(response.body));
    change(message);
    return withMessage(response, type.toBinary(message));
  };
}

describe('values that cannot be', () => {
  const cases = [
    {
      name: 'nanoseconds beyond a second',
      method: 'QueryRange',
      damage: changed(QueryRangeResponse, ({ series }) => {
        series[0]!.samples[3]!.timestamp!.nanos = 1_000_000_000;
      }),
      detail:
        'QueryRange.series[0].samples[3].timestamp.nanos: expected 0 to 999999999, got 1000000000',
    },
    {
      name: 'a sample without time',
      method: 'QueryRange',
      damage: changed(QueryRangeResponse, ({ series }) => {
        delete series[0]!.samples[19]!.timestamp;
      }),
      detail: 'QueryRange.series[0].samples[19].timestamp: missing',
    },
    {
      name: 'a negative duration',
      method: 'QueryRange',
      damage: changed(QueryRangeResponse, ({ series }) => {
        series[0]!.samples[0]!.duration = -1n;
      }),
      detail: 'QueryRange.series[0].samples[0].duration: expected 0 or more, got -1',
    },
    {
      name: 'a negative fraction of a target',
      method: 'Targets',
      damage: changed(TargetsResponse, ({ targets }) => {
        targets['parca']!.targets[2]!.lastScrape!.nanos = -5;
      }),
      detail: 'Targets.targets["parca"][2].lastScrape.nanos: expected 0 to 999999999, got -5',
    },
    {
      name: 'an agent before time',
      method: 'Agents',
      damage: changed(AgentsResponse, ({ agents }) => {
        agents[0]!.lastPush!.nanos = -5;
      }),
      detail: 'Agents.agents[0].lastPush.nanos: expected 0 to 999999999, got -5',
    },
    {
      name: 'another report',
      method: 'Query',
      damage: changed(QueryResponse, (message) => {
        message.report = {
          oneofKind: 'source',
          source: { record: new Uint8Array(0), source: '', unit: '' },
        };
      }),
      detail: 'Query.report: expected pprof, got source',
    },
    {
      name: 'no report',
      method: 'Query',
      damage: changed(QueryResponse, (message) => {
        message.report = { oneofKind: undefined };
      }),
      detail: 'Query.report: expected pprof, got none',
    },
  ];
  test.each(cases)('$name', async ({ method, damage, detail }) => {
    expect(await failureOf(method, damage)).toMatchObject(malformed(detail));
  });
});

test('errors keep the words of the server, and what was no data stays no data', async () => {
  const byName = new Map(readRecordings().map((recorded) => [recorded.name, recorded]));
  const replaced = (name: string): Damage => {
    return () => responseOf(byName.get(name)!);
  };
  expect(await failureOf('QueryRange', replaced('query-range-invalid-encoded'))).toMatchObject({
    kind: 'badQuery',
    detail: expect.stringContaining('got(1): "größe 100%"'),
  });
  const empty = damaged('QueryRange', replaced('query-range-not-found'));
  expect(await empty.fetchProfile(SELECTOR, RANGE)).toMatchObject({ parts: [], scrapes: [] });
});
