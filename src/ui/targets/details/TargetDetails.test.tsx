import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { DEFAULT_ALIASES, parseProfileType, type Labels } from '#series';
import { discover, topologyTree, type ActivityAnswer, type TargetRow } from '#targets';
import { madeTarget, NOW, rowsFrom } from '../targets.fixture';
import { TargetDetails } from './TargetDetails';
import { linesOf } from '../table/tree-lines';

const AGENT = parseProfileType('parca_agent:samples:count:cpu:nanoseconds:delta');
const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');

/** What is stored and not scraped, last seen a minute ago, to two minutes. */
function storedRows(profileType: typeof CPU, sets: readonly Labels[]): readonly TargetRow[] {
  const by = [...new Set(sets.flatMap((labels) => Object.keys(labels)))];
  const series = sets.map((labels) => ({ labels, lastSeen: NOW - 60_000 }));
  const activity: readonly ActivityAnswer[] = [{ profileType, by, series, resolution: 120_000 }];
  const range = { start: NOW - 3_600_000, end: NOW };
  return discover({
    targets: [],
    activity,
    up: undefined,
    agents: [],
    range,
    now: NOW,
    aliases: DEFAULT_ALIASES,
  });
}

/** The tree as it is read: `node m1`, and below it what it has. */
function drawn(rows: readonly TargetRow[]): readonly string[] {
  const options = { order: 'name', cost: () => undefined, isOpen: () => true } as const;
  return linesOf(topologyTree(rows).roots, options).map(
    ({ level, node, title }) => `${'  '.repeat(level - 1)}${node?.kind ?? 'row'} ${title}`,
  );
}

const show = (row: TargetRow) =>
  render(
    <TargetDetails
      row={row}
      now={() => NOW}
      timeZone="utc"
      actions={{}}
      onClose={() => undefined}
    />,
  );
const part = (name: string) => screen.getByRole('region', { name });

test('pushed by an agent: node, unit or process, without a health', () => {
  const rows = storedRows(AGENT, [
    { node: 'm1', systemd_unit: 'mysql.service', comm: 'mysqld' },
    { node: 'm1', comm: 'sshd' },
  ]);
  expect(drawn(rows)).toEqual([
    'node m1',
    '  service mysql.service',
    '    process mysqld',
    '  process sshd',
  ]);
  show(rows[0]!);
  expect(part('State').textContent).toContain('What is pushed has no health to ask for');
  expect(part('State').textContent).toContain('at most 2 min old');
  expect(part('Source').textContent).toBe('Sourcesourcepushedlast profile< 2 min ago');
  expect(within(part('Profile types')).getByText('seen')).toBeTruthy();
});

test('sent by another Parca: said to be no target of this one', () => {
  const labels = {
    juju_model: 'dmz',
    juju_application: 'gateway',
    juju_unit: 'gateway/0',
    job: 'dmz_gateway',
    instance: 'x',
  };
  const rows = storedRows(CPU, [labels]);
  expect(drawn(rows)).toEqual(['model dmz', '  application gateway', '    unit gateway/0']);
  show(rows[0]!);
  expect(part('State').textContent).toContain("It is not among this Parca's targets.");
  expect(part('Source').textContent).toContain('federated');
});

test('of Kubernetes: namespace, pod, container, under the names that a scrape gave them', () => {
  const rows = [
    ...storedRows(AGENT, [{ namespace: 'web', pod: 'cart-2', container: 'cart', node: 'n1' }]),
    ...storedRows(CPU, [
      { kubernetes_namespace: 'web', kubernetes_pod_name: 'cart-1', job: 'pods', instance: 'i' },
    ]),
  ];
  expect(drawn(rows)).toEqual([
    'namespace web',
    '  pod cart-1',
    '  pod cart-2',
    '    container cart',
  ]);
});

test('the words of a server that all profiles share are read once', () => {
  const error = 'dial tcp 10.1.0.4:4080: connect: connection refused';
  const names = ['memory', 'mutex', 'process_cpu'];
  const [row] = rowsFrom(names.map((name) => madeTarget({ unit: 'shop/0', name, error })));
  show(row!);
  expect(part('State').textContent).toContain(`All 3 profiles fail. process_cpu: ${error}.`);
  expect(within(part('Profile types')).getAllByText(error)).toHaveLength(1);
  expect(within(part('Profile types')).getAllByText('failing')).toHaveLength(3);
});

test('hostile labels, addresses and errors are text, in the details and in what is copied', () => {
  const hostile = '"><img src=x onerror=alert(1)>';
  const labels = { [`x${hostile}`]: hostile, __proto__x: 'constructor' };
  const [row] = rowsFrom([
    madeTarget({
      unit: `${hostile}/0`,
      address: `${hostile}:80`,
      error: `Get "javascript:alert(1)": ${hostile}`,
      labels,
      model: '$(reboot)',
    }),
  ]);
  show(row!);
  expect(document.querySelector('img, script, a[href]')).toBeNull();
  expect(part('Labels').textContent).toContain(hostile);
  expect(part('State').textContent).toContain('javascript:alert(1)');
  const command = part('State').querySelector('code')?.textContent ?? '';
  expect(command).toBe('juju status -m MODEL --relations APPLICATION');
});
