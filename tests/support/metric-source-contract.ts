import { expect, test } from 'vitest';
import { SourceError, type MetricSource } from '#sources';

const STEP = 15_000;

type Get = () => { source: MetricSource; now: number };

const rangeOf = (get: Get) => (seconds: number) => {
  const end = get().now;
  return { start: end - seconds * 1000, end };
};

/** What holds for every server that evaluates PromQL and scrapes anything. `now` is a moment with data. */
export function describeMetricSource(get: Get): void {
  describeMetricAnswers(get);
  describeEvaluation(get);
}

/** What holds for every server with the metric `up`, also for a replay, which knows the recorded expressions alone. */
export function describeMetricAnswers(get: Get): void {
  const range = rangeOf(get);

  test('up has its points on the steps from the start of the range, in ms', async () => {
    const { source } = get();
    const asked = range(60);
    const { series } = await source.fetchRange({ query: 'up', range: asked, step: STEP });
    const steps = [0, 1, 2, 3, 4].map((n) => asked.start + n * STEP);
    expect(series.length).toBeGreaterThan(0);
    for (const { times } of series) {
      expect(times.length).toBeGreaterThan(0);
      expect(times.filter((time) => !steps.includes(time))).toEqual([]);
    }
  });

  const refused = [
    ['rate(', STEP, 'unclosed left parenthesis'],
    ['up', 1, 'exceeded maximum resolution of 11,000 points'],
    ['up', 0, 'zero or negative query resolution step widths are not accepted'],
  ] as const;
  test.each(refused)('%s every %d ms is refused in the words of the server', async (...given) => {
    const [query, step, words] = given;
    const error = await get()
      .source.fetchRange({ query, range: range(60), step })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ kind: 'badQuery', status: 400 });
    expect(String(error)).toContain(words);
  });

  test('labels are read in the range, with a selector', async () => {
    const { source } = get();
    const names = await source.fetchLabelValues({ name: '__name__', range: range(600) });
    expect(names).toContain('up');
    const question = { name: 'job', match: 'parcascope_no_such_metric', range: range(600) };
    expect(await source.fetchLabelValues(question)).toEqual([]);
    await expect(
      source.fetchLabelValues({ name: 'job', match: 'up{', range: range(600) }),
    ).rejects.toMatchObject({ kind: 'badQuery' });
  });

  test('up is 0 or 1, with its name and job among the labels', async () => {
    const { source } = get();
    const { series } = await source.fetchRange({ query: 'up', range: range(600), step: STEP });
    expect(series.length).toBeGreaterThan(0);
    for (const { labels, values } of series) {
      expect(labels).toMatchObject({ __name__: 'up', job: expect.any(String) });
      expect(values.every((value) => value === 0 || value === 1 || value === null)).toBe(true);
    }
  });

  test('a question that is given up is given up', async () => {
    const controller = new AbortController();
    controller.abort();
    const { signal } = controller;
    const asked = get().source.fetchInstant({ query: 'up' }, { signal });
    await expect(asked).rejects.toMatchObject({ kind: 'aborted' });
  });
}

/** What only a server that evaluates expressions can answer. */
function describeEvaluation(get: Get): void {
  const range = rangeOf(get);

  test('a range has a point at each step from its start, in ms', async () => {
    const { source } = get();
    const asked = range(60);
    const answer = await source.fetchRange({ query: 'vector(7)', range: asked, step: STEP });
    expect(answer).toEqual({
      series: [
        {
          labels: {},
          times: [0, 1, 2, 3, 4].map((n) => asked.start + n * STEP),
          values: [7, 7, 7, 7, 7],
        },
      ],
      warnings: [],
    });
  });

  test('steps without a value are one gap; the ends are no gaps', async () => {
    const { source, now } = get();
    const end = Math.floor(now / 60_000) * 60_000;
    const query = 'vector(time() % 60) < 10 or vector(time() % 60) >= 20';
    const asked = { start: end - 60_000, end: end - 30_000 };
    const answer = await source.fetchRange({ query, range: asked, step: 5_000 });
    const times = [0, 5, 10, 20, 25, 30].map((seconds) => asked.start + seconds * 1000);
    expect(answer.series).toEqual([{ labels: {}, times, values: [0, 5, null, 20, 25, 30] }]);
  });

  test('0/0 is a gap, 1/0 is a gap and a warning', async () => {
    const { source, now } = get();
    const nan = await source.fetchInstant({ query: 'vector(0) / 0', time: now });
    expect(nan).toEqual({ series: [{ labels: {}, times: [now], values: [null] }], warnings: [] });
    const infinite = await source.fetchRange({
      query: 'vector(-1) / 0',
      range: range(30),
      step: STEP,
    });
    expect(infinite.series[0]!.values).toEqual([null, null, null]);
    expect(infinite.warnings).toEqual(['3 points are +Inf or -Inf: drawn as a gap']);
  });

  test('a number without labels is a series without labels', async () => {
    const { source, now } = get();
    const { series } = await source.fetchInstant({ query: '6 * 7', time: now });
    expect(series).toEqual([{ labels: {}, times: [now], values: [42] }]);
  });

  test('a metric that nobody has is an empty answer', async () => {
    const question = { query: 'parcascope_no_such_metric', range: range(60), step: STEP };
    expect(await get().source.fetchRange(question)).toEqual({ series: [], warnings: [] });
  });

  test('a text is refused in the words of the server', async () => {
    const question = { query: '"text"', range: range(60), step: STEP };
    await expect(get().source.fetchRange(question)).rejects.toMatchObject({
      kind: 'badQuery',
      status: 400,
      detail: expect.stringContaining('invalid expression type "string" for range query'),
    });
  });
}
