import { expect, test } from 'vitest';
import { createPrometheusSource, SourceError } from '#sources';
import { answering, readRecorded } from '../support/recorded-prometheus';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const RANGE = 'query_range-process-cpu-rate-after';
const question = { query: 'x', range: { start: 0, end: 1 }, step: 15_000 };

/** A recorded answer with one place of it changed; `undefined` takes the place away. */
function twin(name: string, path: readonly (string | number)[], value: Json | undefined): string {
  const root: unknown = JSON.parse(readRecorded(name));
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => Reflect.get(Object(at), key), root);
  const key = path.at(-1)!;
  if (value === undefined) Reflect.deleteProperty(Object(parent), key);
  else Reflect.set(Object(parent), key, value);
  return JSON.stringify(root);
}

const RANGE_TWINS: [path: (string | number)[], value: Json | undefined, detail: string][] = [
  [['status'], 'maybe', 'status: expected "success", got "maybe"'],
  [['status'], undefined, 'status: expected "success", got nothing'],
  [['warnings'], 'x', 'warnings: expected array, got "x"'],
  [['warnings'], [7], 'warnings[0]: expected string, got 7'],
  [['infos'], [null], 'infos[0]: expected string, got null'],
  [['data'], undefined, 'data: expected object, got nothing'],
  [['data'], [], 'data: expected object, got []'],
  [
    ['data', 'resultType'],
    'streams',
    'data.resultType: expected matrix, vector, scalar or string, got "streams"',
  ],
  [['data', 'result'], null, 'data.result: expected array, got null'],
  [['data', 'result', 1], 'x', 'data.result[1]: expected object, got "x"'],
  [
    ['data', 'result', 1, 'metric'],
    [],
    'data.result[1].metric: expected an object of labels, got []',
  ],
  [
    ['data', 'result', 1, 'metric', 'juju_unit'],
    3,
    'data.result[1].metric.juju_unit: expected string, got 3',
  ],
  [
    ['data', 'result', 2, 'values'],
    undefined,
    'data.result[2].values: expected array, got nothing',
  ],
  [
    ['data', 'result', 2, 'values', 0],
    [1],
    'data.result[2].values[0]: expected an array of 2, got [1]',
  ],
  [
    ['data', 'result', 2, 'values', 0],
    [1, '2', 3],
    'data.result[2].values[0]: expected an array of 2, got [1,"2",3]',
  ],
  [['data', 'result', 3, 'values', 0, 1], 7, 'data.result[3].values[0][1]: expected string, got 7'],
  [
    ['data', 'result', 3, 'values', 0, 1],
    '',
    'data.result[3].values[0][1]: expected a number in a string, got ""',
  ],
  [
    ['data', 'result', 3, 'values', 0, 1],
    '0x1F',
    'data.result[3].values[0][1]: expected a number in a string, got "0x1F"',
  ],
  [
    ['data', 'result', 3, 'values', 4, 0],
    '1',
    'data.result[3].values[4][0]: expected number, got "1"',
  ],
  [
    ['data', 'result', 3, 'values', 4, 0],
    1795220805,
    'data.result[3].values[4][0]: expected a time after 1795220805, got 1795220805',
  ],
];

test.each(RANGE_TWINS)('%j as %j', async (path, value, detail) => {
  const source = createPrometheusSource({ transport: answering(twin(RANGE, path, value)) });
  const error = await source.fetchRange(question).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SourceError);
  expect(error).toMatchObject({ kind: 'malformed', source: 'Prometheus', detail });
});

test('the recorded answer without a change is read', async () => {
  const source = createPrometheusSource({ transport: answering(readRecorded(RANGE)) });
  expect((await source.fetchRange(question)).series).toHaveLength(4);
});

const OTHER_TWINS: [
  name: string,
  path: (string | number)[],
  value: Json | undefined,
  detail: string,
][] = [
  [
    'query-up-instant',
    ['data', 'result', 0, 'value'],
    undefined,
    'data.result[0].value: expected tuple, got nothing',
  ],
  [
    'query-up-instant',
    ['data', 'result', 0, 'value', 1],
    null,
    'data.result[0].value[1]: expected string, got null',
  ],
  ['label-values-juju_unit', ['data'], {}, 'data: expected array, got {}'],
  ['label-values-juju_unit', ['data', 2], 1, 'data[2]: expected string, got 1'],
];

test.each(OTHER_TWINS)('%s: %j as %j', async (name, path, value, detail) => {
  const source = createPrometheusSource({ transport: answering(twin(name, path, value)) });
  const asked = name.startsWith('query')
    ? source.fetchInstant({ query: 'x' })
    : source.fetchLabelValues({ name: 'x', range: question.range });
  await expect(asked).rejects.toMatchObject({ kind: 'malformed', detail });
});

test.each(['null', '7', '[]', '"x"', '{}', '{"status":"success"', ''])(
  'the body %j',
  async (body) => {
    const source = createPrometheusSource({ transport: answering(body) });
    await expect(source.fetchInstant({ query: 'x' })).rejects.toMatchObject({ kind: 'malformed' });
  },
);

test.each([
  { resultType: 'matrix', most: 20_000, series: { metric: {}, values: [[1, '1']] } },
  { resultType: 'vector', most: 100_000, series: { metric: {}, value: [1, '1'] } },
])('more than $most series of a $resultType are too many', async ({ resultType, most, series }) => {
  const result = new Array<typeof series>(most + 1).fill(series);
  const body = JSON.stringify({ status: 'success', data: { resultType, result } });
  const source = createPrometheusSource({ transport: answering(body) });
  const error: unknown = await source.fetchRange(question).catch((fault: unknown) => fault);
  expect(error).toMatchObject({
    kind: 'tooLarge',
    detail: `the answer has ${most + 1} series, at most ${most} are read`,
  });
});
