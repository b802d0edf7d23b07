import { expect, test } from 'vitest';
import type { Transport } from '#sources';
import { recordMetrics } from './record-metrics';

const T0 = 1_795_219_200;

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const series = (labels: Record<string, string>, ...values: [number, string][]) => ({
  metric: labels,
  values,
});
const matrix = (...result: readonly unknown[]): Answer => ({
  status: 200,
  body: { status: 'success', data: { resultType: 'matrix', result } },
});
const refusal = (status: number, error: string): Answer => ({
  status,
  body: { status: 'error', errorType: 'execution', error },
});

/** A Prometheus that has one answer for each query, and one for its version. */
function prometheus(answers: Readonly<Record<string, Answer>>, version: Answer) {
  const asked: URLSearchParams[] = [];
  const transport: Transport = {
    request: async ({ path, body }) => {
      const form = new URLSearchParams(String(body));
      if (path === 'api/v1/query_range') asked.push(form);
      const answer = path.endsWith('buildinfo') ? version : answers[form.get('query') ?? '']!;
      return {
        status: answer.status,
        headers: { 'content-type': 'application/json' },
        body: new TextEncoder().encode(
          typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body),
        ),
      };
    },
  };
  return { transport, asked };
}

const VERSION: Answer = {
  status: 200,
  body: { status: 'success', data: { version: '2.42.0', goVersion: 'go1.19' } },
};

function record(answers: Readonly<Record<string, Answer>>, version = VERSION) {
  const { transport, asked } = prometheus(answers, version);
  const range = { start: T0 * 1000 + 7_456, end: T0 * 1000 + 52_456 };
  const queries = Object.keys(answers);
  return {
    asked,
    recorded: recordMetrics({ transport, queries, range, step: 15_000, signal: undefined }),
  };
}

test('what cannot be drawn is a gap, and counted', async () => {
  const hostile = { path: '[1,"NaN"]' };
  const { recorded } = record({
    up: matrix(series(hostile, [T0, '1'], [T0 + 15, 'NaN'], [T0 + 30, '+Inf'], [T0 + 45, '0.1'])),
    other: matrix(series({}, [T0, 'NaN'], [T0 + 15, '-Inf'], [T0 + 30, 'NaN'])),
  });
  const { metrics, notes } = await recorded;
  expect(metrics).toEqual({
    step: 15,
    queries: [
      {
        query: 'up',
        series: [
          {
            labels: hostile,
            points: [
              [T0, '1'],
              [T0 + 45, '0.1'],
            ],
          },
        ],
      },
      { query: 'other', series: [{ labels: {}, points: [] }] },
    ],
  });
  expect(notes).toEqual([
    'up: 1 NaN value is a gap',
    'up: 1 point is +Inf or -Inf: drawn as a gap',
    'other: 2 NaN values are gaps',
    'other: 1 point is +Inf or -Inf: drawn as a gap',
  ]);
});

test('points are asked for on the multiples of the step', async () => {
  const { asked, recorded } = record({ up: matrix() });
  await recorded;
  expect(asked.map((form) => [form.get('start'), form.get('end'), form.get('step')])).toEqual([
    [`${T0}.000`, `${T0 + 52}.456`, '15.000'],
  ]);
});

test('warnings of the server are notes', async () => {
  const { recorded } = record({
    up: { status: 200, body: { ...Object(matrix().body), warnings: ['one store is gone'] } },
  });
  expect((await recorded).notes).toEqual(['up: one store is gone']);
});

test('a query that the server cannot answer is left out with its words, on one line', async () => {
  const { recorded } = record({ up: matrix(), 'a / b': refusal(422, 'x'.repeat(999)) });
  const { metrics, notes } = await recorded;
  expect(metrics.queries.map(({ query }) => query)).toEqual(['up']);
  expect(notes).toEqual([expect.stringMatching(/^not recorded: a \/ b: execution: x{100,}…$/)]);
});

test('a query that the server cannot read is a SourceError', async () => {
  const { recorded } = record({ 'rate(': refusal(400, 'unclosed left parenthesis') });
  await expect(recorded).rejects.toMatchObject({ name: 'SourceError', kind: 'badQuery' });
});

test.each([
  { name: 'reported', version: VERSION, expected: '2.42.0' },
  { name: 'another path', version: { status: 404, body: 'not found' }, expected: '' },
  { name: 'a page', version: { status: 200, body: '<html>' }, expected: '' },
  { name: 'a number', version: { status: 200, body: { data: { version: 2 } } }, expected: '' },
])('the version of the server: $name', async ({ version, expected }) => {
  expect((await record({}, version).recorded).version).toBe(expected);
});
