import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, printMatchers } from '#series';
import { discover } from '../rows/discover';
import { siblingMatchers, siblingsOf } from './row-actions';
import { activityOfTargets, charmTargets, inputs } from '../targets.fixture';

const rows = discover(inputs({ targets: charmTargets, activity: activityOfTargets(charmTargets) }));
const [zinc0, zinc1, introspect, legacy] = rows as [...typeof rows] & { length: 7 };

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
  const sent = { service_name: 'web/cart', namespace: 'web', pod: 'cart-1' };
  expect(printMatchers(siblingMatchers(sent, DEFAULT_ALIASES)!)).toBe(
    '{service_name="web/cart", namespace="web", pod!="cart-1"}',
  );
  const named = { ...DEFAULT_ALIASES, labels: { node: ['host'], comm: ['program'] } };
  expect(printMatchers(siblingMatchers({ host: 'a', program: 'b' }, named)!)).toBe(
    '{host="a", program!="b"}',
  );
  expect(siblingMatchers({ juju_unit: 'a/0' }, DEFAULT_ALIASES)).toBeUndefined();
});
