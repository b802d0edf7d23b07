import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, parseMatchers } from '#series';
import { alertQuery } from './alert-matchers';
import { metricJoin } from './join/metric-join';

const of = (selected: string) =>
  alertQuery(metricJoin(parseMatchers(selected), [], { aliases: DEFAULT_ALIASES }));

test('alerts of the unit, and those of its application, which have no unit', () => {
  expect(of('{juju_model_uuid="u", juju_application="a.b", juju_unit="a.b/0"}')).toBe(
    'ALERTS{alertstate="firing", juju_model_uuid="u", juju_application="a.b", juju_unit=~"|a\\\\.b/0"}',
  );
  expect(of('{juju_model="m", juju_unit=~"a/.*", juju_unit!="a/0"}')).toBe(
    'ALERTS{alertstate="firing", juju_model="m", juju_unit=~"|a/.*", juju_unit!="a/0"}',
  );
});

test('where nothing else pins the place, the labels themselves must be there', () => {
  expect(of('{juju_unit="a/0"}')).toBe('ALERTS{alertstate="firing", juju_unit="a/0"}');
  expect(of('{job="api", instance="10.0.0.1:80"}')).toBe(
    'ALERTS{alertstate="firing", job="api", instance="10.0.0.1:80"}',
  );
  expect(of('{namespace="n", pod="p-x"}')).toBe(
    'ALERTS{alertstate="firing", namespace="n", pod=~"|p-x"}',
  );
  expect(of('{}')).toBeUndefined();
});
