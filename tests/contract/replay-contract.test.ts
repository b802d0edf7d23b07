import { afterAll, beforeAll, describe } from 'vitest';
import { createReplay, createReplayTransport, openArchive, type Archive } from '#archive';
import {
  createParcaSource,
  createPrometheusSource,
  type MetricSource,
  type ProfileSource,
} from '#sources';
import { describeMetricAnswers } from '../support/metric-source-contract';
import { profileSourceContract } from './profile-source-contract';

/** Within the demo archive, whose manifest says 00:14 to 00:34. */
const RANGE = {
  start: Date.parse('2026-11-21T00:16:00Z'),
  end: Date.parse('2026-11-21T00:30:00Z'),
};

let archive: Archive;
let profiles: ProfileSource;
let metrics: MetricSource;
beforeAll(async () => {
  archive = await openArchive('public/demo.zip');
  const transport = createReplayTransport(createReplay(archive));
  const { end } = archive.manifest;
  profiles = createParcaSource({ transport, now: () => end.getTime() + 60_000 });
  metrics = createPrometheusSource({ transport });
});
afterAll(() => archive.close());

describe('as Parca', () =>
  profileSourceContract(() => profiles, { range: RANGE, label: 'juju_unit', hasTargets: true }));

describe('as Prometheus', () => describeMetricAnswers(() => ({ source: metrics, now: RANGE.end })));
