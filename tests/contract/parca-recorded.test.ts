import {
  AgentsResponse,
  HasProfileDataResponse,
  LabelsResponse,
  ProfileTypesResponse,
  QueryRangeResponse,
  QueryResponse,
  TargetsResponse,
  ValuesResponse,
  type Target,
} from '@parca/client';
import { describe, expect, test } from 'vitest';
import { decodePprof } from '#profile';
import {
  parseSelector,
  printLabels,
  printNanoseconds,
  printProfileType,
  type Labels,
} from '#series';
import { createParcaSource, SourceError } from '#sources';
import { gunzipIfNeeded } from '../../src/profile/decode/gunzip';
import { readPprofMessage } from '../../src/profile/decode/pprof-message';
import { WireReader } from '../../src/profile/decode/wire-reader';
import { decodeAnswer } from '../../src/sources/parca/protocol/grpc-web';
import { decodeLabels, decodeSeries } from '../../src/sources/parca/protocol/wire';
import {
  createRecordedParca,
  readRecordings,
  responseOf,
  type Recorded,
} from '../support/recorded-parca';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const BEFORE = { start: at('00:18:00'), end: at('00:23:00') };
const WHOLE = { start: at('00:12:00'), end: at('00:36:00') };

type Draw = (message: Uint8Array) => readonly string[];

const DRAWINGS: Readonly<Record<string, Draw>> = {
  ProfileTypes: (message) =>
    ProfileTypesResponse.fromBinary(message).types.map(printProfileType).sort(),
  Labels: (message) => LabelsResponse.fromBinary(message).labelNames,
  Values: (message) => ValuesResponse.fromBinary(message).labelValues,
  HasProfileData: (message) => [String(HasProfileDataResponse.fromBinary(message).hasData)],
  Agents: (message) => AgentsResponse.fromBinary(message).agents.map(({ id }) => id),
  QueryRange: (message) => drawSeries(message).sort(),
  Query: drawReport,
  Targets: (message) =>
    Object.entries(TargetsResponse.fromBinary(message).targets)
      .flatMap(([job, { targets }]) => targets.map((target) => drawTarget(job, target)))
      .sort(),
};

function drawSeries(message: Uint8Array): string[] {
  return decodeSeries(QueryRangeResponse.fromBinary(message)).map((samples) => {
    const [first, last] = [samples[0], samples.at(-1)];
    const total = samples.reduce((sum, { value }) => sum + value, 0);
    const times = [first, last].map((s) => (s ? printNanoseconds(s.timestamp) : '-'));
    const durations = [...new Set(samples.map((s) => Math.round(Number(s.duration) / 1e6)))];
    return [
      printLabels(first?.labels ?? {}),
      `${samples.length} samples of ${times.join(' to ')}`,
      `total ${total}, first ${first?.value}, ms ${durations.sort().join(' ')}`,
    ].join(' ');
  });
}

/** What its samples add up to: what is missing of a total of 0. */
const pprofSum = (pprof: Uint8Array) => -decodePprof(pprof, { total: 0 }).missing;

function drawReport(message: Uint8Array): readonly string[] {
  const { report, total, filtered } = QueryResponse.fromBinary(message);
  const totals = `total ${total} filtered ${filtered}`;
  if (report.oneofKind === 'pprof') {
    const { samples } = readPprofMessage(new WireReader(gunzipIfNeeded(report.pprof)));
    return [`pprof ${samples} samples sum ${pprofSum(report.pprof)}, ${totals}`];
  }
  if (report.oneofKind === 'flamegraphArrow') {
    const { unit, height, trimmed, record } = report.flamegraphArrow;
    return [
      `flame graph ${unit} height ${height} trimmed ${trimmed}, ${record.length} bytes, ${totals}`,
    ];
  }
  return [`${report.oneofKind}, ${totals}`];
}

function drawTarget(job: string, target: Target): string {
  const discovered: Labels = decodeLabels(target.discoveredLabels);
  const words = [job, discovered['__name__'], target.health, target.url, target.lastError];
  return `${words.join(' ')} ${printLabels(decodeLabels(target.labels))}`;
}

function drawRecorded(recorded: Recorded): string {
  const method = recorded.method.slice(recorded.method.indexOf('/') + 1);
  const draw = DRAWINGS[method];
  if (!draw) throw new Error(`no drawing of ${method}`);
  const lines = (() => {
    try {
      return draw(decodeAnswer(method, responseOf(recorded)));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      return [`${error.kind}: ${error.detail}`];
    }
  })();
  return [recorded.name, ...lines.map((line) => `  ${line}`)].join('\n');
}

test('every recorded answer is read', async () => {
  const drawing = readRecordings().map(drawRecorded).join('\n');
  await expect(`${drawing}\n`).toMatchFileSnapshot('../fixtures/parca/decoded.txt');
});

describe('the source on recorded answers', () => {
  const source = createParcaSource({ transport: createRecordedParca(), now: () => at('01:00:00') });
  const { profileType } = parseSelector(CPU);

  test('profile types, sorted', async () => {
    const types = (await source.fetchProfileTypes(WHOLE)).map(printProfileType);
    expect(types).toHaveLength(11);
    expect(types).toContain(CPU);
    expect(types).toEqual([...types].sort());
  });

  test('label names and values', async () => {
    const question = { profileType, matchers: [], range: WHOLE };
    expect(await source.fetchLabelNames(question)).toContain('juju_unit');
    expect(await source.fetchLabelValues('juju_unit', question)).toEqual([
      'parca/0',
      'prometheus/0',
      'shop-k8s/0',
      'shop-k8s/1',
    ]);
  });

  test('the profile of a unit: its scrapes, their sum, its pprof', async () => {
    const selector = parseSelector(`${CPU}{juju_unit="shop-k8s/1"}`);
    const profile = await source.fetchProfile(selector, BEFORE);
    expect(profile).toMatchObject({ range: BEFORE, notices: [] });
    expect(Math.round(profile.interval / 100)).toBe(150);
    expect(profile.scrapes).toHaveLength(20);
    const [part, ...others] = profile.parts;
    expect(others).toEqual([]);
    expect(part).toMatchObject({ weight: 1, total: 25_330_000_000 });
    expect(decodePprof(part!.pprof, { total: 25_330_000_000 }).missing).toBe(0);
    expect(profile.scrapes.reduce((sum, { value }) => sum + value, 0)).toBe(25_330_000_000);
  });

  test('the rate of a unit: cores, without gaps, and its area is the profile', async () => {
    const selector = parseSelector(`${CPU}{juju_unit="shop-k8s/1"}`);
    const [series, ...others] = await source.fetchSeries({
      selector,
      range: BEFORE,
      step: 10_000,
      sumBy: ['juju_unit'],
    });
    expect(others).toEqual([]);
    expect(series).toMatchObject({ unit: 'cores', labels: { juju_unit: 'shop-k8s/1' } });
    const known = series!.values.filter((value) => value !== null);
    expect(Math.min(...known)).toBeGreaterThan(0.06);
    expect(Math.max(...known)).toBeLessThan(0.12);
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    expect(mean).toBeCloseTo(25.33 / 300, 3);
  });

  test('targets: jobs, health, errors that are over, times', async () => {
    const targets = await source.fetchTargets();
    expect(targets.map((t) => t.job)).toEqual(targets.map((t) => t.job).sort());
    const count = (health: string) => targets.filter((t) => t.health === health).length;
    expect([targets.length, count('good'), count('bad'), count('unknown')]).toEqual([35, 30, 5, 0]);
    const bad = targets.find((t) => t.health === 'bad');
    expect(bad).toMatchObject({
      labels: { juju_unit: 'legacy-api/0' },
      lastError: expect.stringContaining('connection refused'),
    });
    expect(targets.some((t) => t.health === 'good' && t.lastError !== undefined)).toBe(true);
    const times = targets.map((t) => t.lastScrape ?? 0);
    expect(Math.min(...times)).toBeGreaterThan(at('00:36:00'));
    expect(
      targets.find((t) => t.profileName === 'process_cpu' && t.health === 'good')
        ?.lastScrapeDuration,
    ).toBeGreaterThan(14_900);
  });
});
