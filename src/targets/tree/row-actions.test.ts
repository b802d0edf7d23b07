import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, printMatchers, printProfileType } from '#series';
import { discover } from '../rows/discover';
import { profileTypeOf, siblingMatchers, siblingsOf } from './row-actions';
import {
  activityOfTargets,
  AGENT_CPU,
  BLOCK,
  charmTargets,
  CPU,
  MEMORY,
  MUTEX,
  target,
  inputs,
} from '../targets.fixture';

const rows = discover(inputs({ targets: charmTargets, activity: activityOfTargets(charmTargets) }));
const [zinc0, zinc1, introspect, legacy] = rows as [...typeof rows] & { length: 7 };

test('a row opens what it has, CPU first', () => {
  expect(profileTypeOf(zinc0!)).toBe(CPU);
  const withOnly = (types: (typeof CPU)[]) =>
    profileTypeOf({ ...zinc0!, profiles: [{ ...zinc0!.profiles[0]!, profileTypes: types }] });
  expect(withOnly([MUTEX, MEMORY])).toBe(MEMORY);
  expect(withOnly([MUTEX, AGENT_CPU])).toBe(AGENT_CPU);
  expect(printProfileType(withOnly([MUTEX, BLOCK])!)).toContain('block');
});

test('a row whose stored profiles are not known opens a type that is scraped without a failure', () => {
  const [row] = discover(
    inputs({
      targets: [
        target({ address: 'a:1', profileName: 'process_cpu', health: 'bad', lastError: 'x' }),
        target({ address: 'a:1', profileName: 'mutex' }),
      ],
      activity: undefined,
    }),
  );
  expect(profileTypeOf(row!, [CPU, MUTEX, MEMORY])).toBe(MUTEX);
  expect(profileTypeOf(row!, [])).toBeUndefined();
});

test('siblings are other units of the application, in its model, with profiles of their own', () => {
  expect(siblingsOf(zinc0!, rows)).toEqual([zinc1]);
  expect(siblingsOf(introspect!, rows)).toEqual([]);
  // Its other address is the same series, and its unit is an artefact.
  expect(siblingsOf(legacy!, rows)).toEqual([]);
  const unknown = discover(inputs({ targets: charmTargets, activity: [] }));
  expect(siblingsOf(unknown[0]!, unknown)).toEqual([]);
});

test('what selects the siblings is written in the names that the labels have', () => {
  expect(printMatchers(siblingMatchers(zinc0!.labels, DEFAULT_ALIASES)!)).toMatch(
    /juju_application="zinc-k8s", juju_unit!="zinc-k8s\/0"}$/,
  );
  const pod = { kubernetes_namespace: 'web', kubernetes_pod_name: 'cart-1', job: 'pods' };
  expect(printMatchers(siblingMatchers(pod, DEFAULT_ALIASES)!)).toBe(
    '{kubernetes_namespace="web", kubernetes_pod_name!="cart-1"}',
  );
  const named = { ...DEFAULT_ALIASES, labels: { node: ['host'], comm: ['program'] } };
  expect(printMatchers(siblingMatchers({ host: 'a', program: 'b' }, named)!)).toBe(
    '{host="a", program!="b"}',
  );
  expect(siblingMatchers({ juju_unit: 'a/0' }, DEFAULT_ALIASES)).toBeUndefined();
});
