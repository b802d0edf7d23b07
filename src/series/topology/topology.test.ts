import { expect, test } from 'vitest';
import { DEFAULT_ALIASES } from './aliases';
import type { Labels } from '../labels/labels';
import { isPlacedIn, nameOfMember, normaliseUnit, topologyOf, type JujuTopology } from './topology';

const canonical = {
  juju_model: 'dev',
  juju_model_uuid: '20ce8299-3634-4bef-8bd8-5ace6c8816b4',
  juju_application: 'shop-k8s',
  juju_unit: 'shop-k8s/0',
  juju_charm: 'shop-k8s',
  instance: 'x',
};

interface Case {
  readonly name: string;
  readonly labels: Labels;
  readonly topology: JujuTopology | undefined;
}

const cases: readonly Case[] = [
  {
    name: 'canonical labels',
    labels: canonical,
    topology: {
      model: 'dev',
      modelUuid: '20ce8299-3634-4bef-8bd8-5ace6c8816b4',
      application: 'shop-k8s',
      unit: 'shop-k8s/0',
      charm: 'shop-k8s',
    },
  },
  {
    name: 'names that only hand-written configurations use',
    labels: { juju_model_name: 'm', juju_application_name: 'a', juju_charm_name: 'c' },
    topology: { model: 'm', application: 'a', charm: 'c' },
  },
  {
    name: 'the canonical name wins, unless it is empty',
    labels: {
      juju_model: 'm',
      juju_model_name: 'other',
      juju_application: '',
      juju_application_name: 'a',
    },
    topology: { model: 'm', application: 'a' },
  },
  { name: 'no model', labels: { juju_application: 'a' }, topology: undefined },
  { name: 'no application', labels: { juju_model: 'm' }, topology: undefined },
  { name: 'other labels', labels: { namespace: 'x', pod: 'y' }, topology: undefined },
];
test.each(cases)('$name', ({ labels, topology }) => {
  expect(topologyOf(labels, DEFAULT_ALIASES)).toEqual(topology);
});

test.each([
  ['ubuntu-3', 'ubuntu/3'],
  ['shop-k8s-12', 'shop-k8s/12'],
  ['shop-k8s/0', 'shop-k8s/0'],
  ['remote-0123abcd/0', 'remote-0123abcd/0'],
  ['shop-k8s', 'shop-k8s'],
  ['', ''],
])('the unit %s is %s', (written, unit) => {
  expect(normaliseUnit(written)).toBe(unit);
  expect(topologyOf({ ...canonical, juju_unit: written }, DEFAULT_ALIASES)?.unit).toBe(
    unit || undefined,
  );
});

test('a profile that was opened from a file is named after it', () => {
  const labels = { file: 'before.pb.gz' };
  expect(isPlacedIn('file', labels, DEFAULT_ALIASES)).toBe(true);
  expect(nameOfMember(labels, DEFAULT_ALIASES)).toBe('before.pb.gz');
});
