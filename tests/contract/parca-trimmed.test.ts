import { QueryRequest, QueryRequest_ReportType, QueryResponse } from '@parca/client';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePprof, foldTree, sumParts, TRIMMED, unite, type CallTree } from '#profile';
import { parseSelector } from '#series';
import { createParcaSource, SourceError, type Transport, type TransportRequest } from '#sources';
import { pprofOfFlamegraph } from '../../src/sources/parca/profiles/flamegraph/pprof-of-flamegraph';
import type { MergedFlamegraph } from '../../src/sources/parca/profiles/merge';
import { decodeAnswer, encodeFrame } from '../../src/sources/parca/protocol/grpc-web';
import { createFakeParca } from '../support/fake-parca';
import { readRecordings, responseOf } from '../support/recorded-parca';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const AFTER = 'merge-flamegraph-cpu-shop1-after';

function answerOf(name: string): QueryResponse {
  const recorded = readRecordings().find((one) => one.name === name);
  if (!recorded) throw new Error(`no recording ${name}`);
  return QueryResponse.fromBinary(decodeAnswer('Query', responseOf(recorded)));
}

function flamegraphOf(name: string): MergedFlamegraph {
  const { report, total, filtered } = answerOf(name);
  if (report.oneofKind !== 'flamegraphArrow') throw new Error(`${name} is no flame graph`);
  return { ...report.flamegraphArrow, total, filtered };
}

function pprofOf(name: string): Uint8Array {
  const { report } = answerOf(name);
  if (report.oneofKind !== 'pprof') throw new Error(`${name} is no pprof`);
  return report.pprof;
}

function opened(answer: MergedFlamegraph) {
  const { pprof, atRoot } = pprofOfFlamegraph(answer);
  return sumParts([{ pprof, total: Number(answer.total), weight: 1, trimmed: atRoot }]);
}

/** Function, file, line and binary of each frame. */
function rowsOf({ frames }: CallTree): readonly string[] {
  return frames.functionName.map((name, row) =>
    [
      ...[name, frames.fileName[row], frames.line[row], frames.inlined[row]],
      ...[frames.mapping[row], frames.buildId[row]],
    ].join(' '),
  );
}

/** What frames that stand for what was left out have. */
function trimmedIn({ tree }: ReturnType<typeof opened>): number {
  const self = tree.columns[0]!.self;
  return self.reduce(
    (sum, value, n) => (tree.frames.functionName[tree.frame[n]!] === TRIMMED ? sum + value : sum),
    0,
  );
}

describe('a flame graph of Parca', () => {
  test.each(['cpu-shop1-after', 'goroutine-shop1', 'inuse_space-shop1'])(
    'of %s is the tree that its pprof is',
    (name) => {
      const flamegraph = flamegraphOf(`merge-flamegraph-${name}`);
      const total = Number(flamegraph.total);
      const pprof = decodePprof(pprofOf(`merge-pprof-${name}`), { total });
      const { tree, noStack, total: sum } = opened(flamegraph);
      expect(sum).toBe(total);
      expect(noStack).toBe(pprof.missing);
      expect(foldTree(tree)).toEqual(foldTree(pprof.tree));
      // Recorded without files as groups: a function that is in two files is one frame there, and of none.
      const own = new Set(rowsOf(pprof.tree));
      expect(rowsOf(tree).filter((row) => !own.has(row))).toEqual(
        rowsOf(tree).filter((row) => /^\S+ {2}/.test(row)),
      );
    },
  );

  test('that was trimmed has every total, and what was left out where it was called', () => {
    const whole = opened(flamegraphOf(AFTER));
    const answer = flamegraphOf(`${AFTER}-trim1`);
    const cut = opened(answer);
    expect(cut.total).toBe(whole.total);
    expect(trimmedIn(cut)).toBe(Number(answer.trimmed));
    expect(trimmedIn(whole)).toBe(0);
    expect(cut.noStack).toBe(whole.noStack);
    expect(cut.tree.frame.length).toBeLessThan(whole.tree.frame.length);
    const { columns, frames, frame } = unite([whole.tree, cut.tree]);
    const [own, other] = columns;
    for (let n = 0; n < frame.length; n++) {
      const isTrimmed = frames.functionName[frame[n]!] === TRIMMED;
      if (!isTrimmed && other!.total[n] !== 0) expect(other!.total[n]).toBe(own!.total[n]);
    }
  });

  test('of nothing is empty', () => {
    const empty = opened(flamegraphOf('merge-flamegraph-empty'));
    expect([empty.total, empty.tree.frame.length]).toEqual([0, 1]);
  });

  test('whose values contradict each other is refused with the place', () => {
    const answer = flamegraphOf(`${AFTER}-trim1`);
    expect(() => pprofOfFlamegraph({ ...answer, trimmed: 1n })).toThrow(
      /^Parca: Query\.flamegraphArrow\.trimmed: expected \d+ or more, got 1$/,
    );
  });

  test('that is damaged is refused, or is read without a word that is not there', () => {
    const answer = flamegraphOf(`${AFTER}-trim1`);
    const { length } = answer.record;
    const damage = fc.array(fc.tuple(fc.nat(length - 1), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(damage, fc.nat(length), (bytes, cut) => {
        const record = answer.record.slice(0, bytes.length === 0 ? cut : length);
        for (const [at, byte] of bytes) record[at] = byte;
        try {
          pprofOfFlamegraph({ ...answer, record });
        } catch (error) {
          expect(error).toMatchObject({ name: expect.stringMatching(/^(Source|Profile)Error$/) });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('with a message of a length below 0 is refused', () => {
    const { record, ...answer } = flamegraphOf(`${AFTER}-trim1`);
    const endless = record.slice();
    new DataView(endless.buffer).setInt32(4, -8, true);
    expect(() => pprofOfFlamegraph({ ...answer, record: endless })).toThrow(
      /message at byte \d+: -8 bytes/,
    );
  });
});

interface Limits {
  /** Whether an answer with this report is larger than wanted. */
  readonly isTooLarge: (request: QueryRequest, limit: number) => boolean;
  readonly answer: (request: QueryRequest) => QueryResponse | undefined;
}

const tooLarge = () => new SourceError({ kind: 'tooLarge', source: 'Parca', detail: 'too large' });

/** A Parca with one profile, of `total`, whose merges are answered as told. */
function parcaOf(total: number, { isTooLarge, answer }: Limits) {
  const stored = {
    ...{ type: CPU, labels: { job: 'a' }, timestamp: 1_800_000_001_000_000_000n },
    ...{ duration: 15_000_000_000n, value: total },
  };
  const fake = createFakeParca([stored]);
  const asked: QueryRequest[] = [];
  const transport: Transport = {
    request: async (request: TransportRequest) => {
      if (!request.path.endsWith('/Query')) return fake.transport.request(request);
      const question = QueryRequest.fromBinary((request.body as Uint8Array).subarray(5));
      asked.push(question);
      if (isTooLarge(question, request.mostBytes ?? Infinity)) throw tooLarge();
      const told = answer(question);
      if (!told) return fake.transport.request(request);
      const trailer = encodeFrame(new TextEncoder().encode('grpc-status: 0\r\n'), 0x80);
      const body = Buffer.concat([encodeFrame(QueryResponse.toBinary(told)), trailer]);
      return {
        status: 200,
        headers: { 'content-type': 'application/grpc-web+proto' },
        body: new Uint8Array(body),
      };
    },
  };
  const source = createParcaSource({ transport, now: () => 1_900_000_000_000 });
  const range = { start: 1_800_000_000_000, end: 1_800_000_600_000 };
  const selector = parseSelector(CPU);
  return {
    asked,
    fetch: (through?: string) =>
      source.fetchProfile(selector, range, { ...(through && { through }) }),
  };
}

const isPprof = ({ reportType }: QueryRequest) => reportType === QueryRequest_ReportType.PPROF;

describe('a profile that is too large as pprof', () => {
  const trimmed = answerOf(`${AFTER}-trim1`);
  const total = Number(trimmed.total);
  const share = Number(flamegraphOf(`${AFTER}-trim1`).trimmed);

  test('comes without its narrowest frames, and says how much is in them', async () => {
    const { asked, fetch } = parcaOf(total, {
      isTooLarge: (request) => isPprof(request) || (request.nodeTrimThreshold ?? 0) < 5,
      answer: () => trimmed,
    });
    const profile = await fetch();
    expect(
      asked.map(({ nodeTrimThreshold, groupBy }) => [nodeTrimThreshold, groupBy?.fields]),
    ).toEqual([
      [undefined, undefined],
      [1, ['function_file_name', 'mapping_file']],
      [5, ['function_file_name', 'mapping_file']],
    ]);
    expect(profile.trimmed).toBe(share);
    const percent = Number(((100 * share) / total).toPrecision(2));
    expect(profile.notices).toEqual([
      `Trimmed: ${percent} % of the total is in frames too narrow to be sent; each (trimmed) holds those of its caller. A function's callers and callees are asked for in detail.`,
    ]);
    const sum = sumParts(profile.parts);
    expect(sum.total).toBe(total);
    expect(trimmedIn(sum)).toBe(share);
    expect(sum.noStack).toBe(10_000_000);
  });

  test('fails as it did where nothing makes it small enough', async () => {
    const { asked, fetch } = parcaOf(total, { isTooLarge: () => true, answer: () => trimmed });
    await expect(fetch()).rejects.toMatchObject({ kind: 'tooLarge' });
    expect(asked).toHaveLength(4);
  });

  test('is whole where the server has no flame graphs', async () => {
    const { fetch } = parcaOf(7, {
      isTooLarge: (request, limit) => isPprof(request) && limit < 64 * 2 ** 20,
      answer: (request) => {
        if (isPprof(request)) return undefined;
        const flamegraphArrow = { record: new Uint8Array(0), unit: '', height: 0, trimmed: 0n };
        const report = { oneofKind: 'flamegraphArrow', flamegraphArrow } as const;
        return { report, total: 7n, filtered: 0n };
      },
    });
    const profile = await fetch();
    expect(profile.trimmed).toBeUndefined();
    expect(sumParts(profile.parts).total).toBe(7);
  });

  test('is asked for one function in detail, and the rest is trimmed', async () => {
    const pprof = pprofOf('merge-pprof-cpu-shop1-after');
    const samples = decodePprof(pprof).tree.columns[0]!.total[0]!;
    const { asked, fetch } = parcaOf(2 * samples, {
      isTooLarge: () => false,
      answer: () => ({
        ...{ report: { oneofKind: 'pprof', pprof }, total: 0n },
        filtered: BigInt(samples - 10),
      }),
    });
    const profile = await fetch('shop/pricing.Quote');
    expect(asked[0]!.filter).toEqual([
      {
        filter: {
          oneofKind: 'stackFilter',
          stackFilter: {
            filter: {
              oneofKind: 'criteria',
              criteria: {
                functionName: { condition: { oneofKind: 'equal', equal: 'shop/pricing.Quote' } },
              },
            },
          },
        },
      },
    ]);
    expect(profile.trimmed).toBe(samples - 10);
    expect(profile.notices[0]).toMatch(
      /^Only stacks through shop\/pricing\.Quote, in detail: 50 % of the total is in \(trimmed\)\.$/,
    );
    const sum = sumParts(profile.parts);
    expect([sum.total, trimmedIn(sum), sum.noStack]).toEqual([2 * samples, samples - 10, 10]);
  });
});
