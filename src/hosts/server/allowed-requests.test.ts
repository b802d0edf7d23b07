import { expect, test } from 'vitest';
import { isAllowed } from './allowed-requests';

const QUERY = 'parca.query.v1alpha1.QueryService';

test.each([
  ['POST', `/api/${QUERY}/Query`, true],
  ['POST', `/${QUERY}/QueryRange`, true],
  ['POST', '/api/parca.scrape.v1alpha1.ScrapeService/Targets', true],
  ['POST', '/api/parca.profilestore.v1alpha1.AgentsService/Agents', true],
  ['GET', `/api/${QUERY}/Query`, false],
  ['POST', `/api/${QUERY}/ShareProfile`, false],
  ['POST', `/api/${QUERY}/Query/`, false],
  ['POST', `/api/${QUERY}/../parca.profilestore.v1alpha1.ProfileStoreService/WriteRaw`, false],
  ['POST', `/api/${QUERY}%2fShareProfile`, false],
  ['POST', `/api/${QUERY}/ShareProfil%65`, false],
  ['POST', '/api/parca.profilestore.v1alpha1.ProfileStoreService/WriteRaw', false],
  ['POST', '/api/profiles/writeraw', false],
  ['GET', '/metrics', false],
  ['POST', `//evil.example/${QUERY}/Query`, false],
  ['POST', `/http://evil.example/api/${QUERY}/Query`, false],
  ['POST', `/api/${QUERY}/constructor`, false],
  ['POST', `/api/${QUERY}/Query?a=/../x`, false],
])('parca: %s %s is %s', (method, path, allowed) =>
  expect(isAllowed('parca', method, path)).toBe(allowed),
);

test.each([
  ['GET', '/api/v1/query_range', true],
  ['POST', '/api/v1/query', true],
  ['GET', '/api/v1/label/juju_unit/values', true],
  ['GET', '/api/v1/status/buildinfo', true],
  ['GET', '/api/v1/series', false],
  ['GET', '/api/v1/rules', false],
  ['GET', '//api/v1/query', false],
  ['DELETE', '/api/v1/query', false],
  ['PUT', '/api/v1/query', false],
  ['GET', '/api/v1/status/config', false],
  ['GET', '/api/v1/targets', false],
  ['POST', '/api/v1/admin/tsdb/delete_series', false],
  ['POST', '/-/reload', false],
  ['GET', '/api/v1/label/../admin/values', false],
  ['GET', '/api/v1/label/%2e%2e/values', false],
])('prometheus: %s %s is %s', (method, path, allowed) =>
  expect(isAllowed('prometheus', method, path)).toBe(allowed),
);

const QUERIER = 'querier.v1.QuerierService';

test.each([
  ['POST', `/${QUERIER}/SelectSeries`, true],
  ['POST', `/${QUERIER}/SelectMergeProfile`, true],
  ['POST', `/${QUERIER}/LabelValues`, true],
  ['POST', `/${QUERIER}/Series`, true],
  ['GET', `/${QUERIER}/SelectSeries`, false],
  ['POST', `/${QUERIER}/SelectSeries/`, false],
  ['POST', `/${QUERIER}/SelectMergeStacktraces`, false],
  ['POST', '/push.v1.PusherService/Push', false],
  ['POST', '/ingest', false],
  ['POST', '/settings.v1.SettingsService/Set', false],
  ['POST', `/api/${QUERIER}/SelectSeries`, false],
  ['POST', `/${QUERIER}%2fSelectSeries`, false],
  ['POST', `/${QUERIER}/../push.v1.PusherService/Push`, false],
])('pyroscope: %s %s is %s', (method, path, allowed) =>
  expect(isAllowed('pyroscope', method, path)).toBe(allowed),
);
