import { labelsKey, parseInterval, SeriesError, type Labels, type Milliseconds } from '#series';
import type { TransportRequest, TransportResponse } from '#sources';
import type { Archive } from '../archive';
import type { ArchiveManifest } from '../manifest';
import {
  compileSelectors,
  findSeries,
  knownSeries,
  parseRecorded,
  type RecordedExpression,
  type SteppedSeries,
} from './recorded-query';
import { resample, toMilliseconds, type Grid } from './resample';

/** Prometheus refuses more points than this a series. */
const MAX_POINTS = 11_000;
/** And more than 50 million in all, its `query.max-samples`; here each takes a turn of one loop that nobody can interrupt. */
const MAX_SAMPLES = 5_000_000;

/** An answer in Prometheus' error shape. */
class BadData extends Error {
  constructor(
    message: string,
    readonly status: 400 | 404 | 422 = 400,
  ) {
    super(message);
  }
}

/**
 * The archive as a Prometheus server, for the recorded expressions alone: as recorded, or with more matchers on the vector
 * selector. Any other expression is 422 `not in this archive`, with what there is. Points are never invented (see `resample`).
 */
export function createPrometheusReplay(
  archive: Archive,
): (request: TransportRequest) => Promise<TransportResponse> {
  const recording: Recording = {
    queries: parseRecorded(archive.metrics),
    manifest: archive.manifest,
  };
  return async (request) => {
    try {
      return respond(200, { status: 'success', data: answer(recording, request) });
    } catch (error) {
      if (error instanceof BadData) return refuse(error.status, error.message);
      if (error instanceof SeriesError) return refuse(400, error.message);
      throw error;
    }
  };
}

interface Recording {
  readonly queries: readonly RecordedExpression[];
  readonly manifest: ArchiveManifest;
}

function answer(recording: Recording, request: TransportRequest): unknown {
  const url = new URL(request.path, 'http://replay/');
  const parameters = readParameters(url, request);
  const values = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(url.pathname);
  if (values) return labelValues(recording, decodeURIComponent(values[1]!), parameters);
  if (url.pathname === '/api/v1/query_range') return queryRange(recording, parameters);
  if (url.pathname === '/api/v1/query') return queryInstant(recording, parameters);
  if (url.pathname === '/api/v1/status/buildinfo')
    return { ...NO_BUILD, version: recording.manifest.servers.prometheus };
  throw new BadData(`an archive's replay has no ${url.pathname}`, 404);
}

const NO_BUILD = { revision: '', branch: '', buildUser: '', buildDate: '', goVersion: '' };

function readParameters(url: URL, { body }: TransportRequest): URLSearchParams {
  const parameters = new URLSearchParams(url.search);
  const form = typeof body === 'string' ? body : new TextDecoder().decode(body);
  new URLSearchParams(form).forEach((value, name) => parameters.append(name, value));
  return parameters;
}

function queryRange(recording: Recording, parameters: URLSearchParams): unknown {
  const grid: Grid = {
    start: readTime(parameters, 'start'),
    end: readTime(parameters, 'end'),
    step: readStep(parameters),
  };
  if (grid.end < grid.start)
    throw new BadData('invalid parameter "end": end timestamp must not be before start time');
  if ((grid.end - grid.start) / grid.step > MAX_POINTS)
    throw new BadData(
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  const series = askedSeries(recording, parameters);
  if ((series.length * (grid.end - grid.start)) / grid.step > MAX_SAMPLES)
    throw new BadData(
      `query processing would load too many samples into memory: ${series.length} series with a step of ${grid.step / 1000} s`,
      422,
    );
  const result = series
    .map(({ labels, points, step }) => ({
      metric: labels,
      values: resample(points, step, grid),
    }))
    .filter(({ values }) => values.length > 0);
  return { resultType: 'matrix', result };
}

/** Without a time, the end of the recording: the archive's "now". */
function queryInstant(recording: Recording, parameters: URLSearchParams): unknown {
  const { end } = recording.manifest;
  const time = parameters.has('time') ? readTime(parameters, 'time') : end.getTime();
  const grid = { start: time, end: time, step: 1 };
  const result = askedSeries(recording, parameters).flatMap(({ labels, points, step }) =>
    resample(points, step, grid).map((value) => ({ metric: labels, value })),
  );
  return { resultType: 'vector', result };
}

function askedSeries(
  { queries }: Recording,
  parameters: URLSearchParams,
): readonly SteppedSeries[] {
  const query = parameters.get('query') ?? '';
  const series = findSeries(queries, query);
  if (series) return series;
  const recorded = queries.map((q) => q.query).join('; ') || 'no metrics';
  throw new BadData(`not in this archive: ${query}; recorded: ${recorded}`, 422);
}

function labelValues(
  { queries }: Recording,
  name: string,
  parameters: URLSearchParams,
): readonly string[] {
  const matches = compileSelectors(parameters.getAll('match[]'));
  const labelSets = new Map<string, Labels>();
  for (const series of queries.flatMap(knownSeries))
    if (matches(series)) labelSets.set(labelsKey(series.labels), series.labels);
  const values = [...labelSets.values()]
    .filter((labels) => Object.hasOwn(labels, name))
    .map((labels) => labels[name]!);
  return [...new Set(values)].sort();
}

/** RFC 3339 or epoch seconds. */
function readTime(parameters: URLSearchParams, name: string): Milliseconds {
  const text = parameters.get(name) ?? '';
  const time = /^-?\d+(\.\d+)?$/.test(text) ? toMilliseconds(Number(text)) : Date.parse(text);
  if (Number.isFinite(time)) return time;
  throw new BadData(
    `invalid parameter "${name}": cannot parse ${JSON.stringify(text)} to a valid timestamp`,
  );
}

/** Seconds, or a duration such as `15s` or `1m30s`. */
function readStep(parameters: URLSearchParams): Milliseconds {
  const text = parameters.get('step') ?? '';
  const step = parseInterval(text);
  if (step !== undefined && step > 0) return step;
  const fault =
    step === undefined
      ? `cannot parse ${JSON.stringify(text)} to a valid duration`
      : 'zero or negative query resolution step widths are not accepted. Try a positive integer';
  throw new BadData(`invalid parameter "step": ${fault}`);
}

function refuse(status: number, error: string): TransportResponse {
  return respond(status, { status: 'error', errorType: 'bad_data', error });
}

function respond(status: number, body: unknown): TransportResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(JSON.stringify(body)),
  };
}
