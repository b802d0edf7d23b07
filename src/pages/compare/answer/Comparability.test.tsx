import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { comparability, type ComparedSide } from '#comparison';
import { Comparability } from './Comparability';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const at = (time: string) => Date.parse(`2026-11-21T${time}Z`);
const sideOf = (unit: string, from: string, to: string): ComparedSide => ({
  ...{ profileType: CPU, unit: 'nanoseconds', gauge: false, total: 5 },
  source: `${CPU}{juju_unit="${unit}"}`,
  range: { start: at(from), end: at(to) },
  buildIds: [unit === 'shop-k8s/0' ? 'aaaaaaaa' : 'bbbbbbbb'],
});
const show = (a: ComparedSide, b: ComparedSide) =>
  render(<Comparability facts={comparability(a, b, 'perSecond')} timeZone="utc" />);
const details = () => screen.getByRole('group');
const lines = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);

test('what warns is open, with what differs on each side before what is alike', () => {
  show(sideOf('shop-k8s/0', '00:18', '00:23'), sideOf('shop-k8s/1', '00:26', '00:31'));
  expect((details() as HTMLDetailsElement).open).toBe(true);
  expect(screen.getByText(/^Caution: three differences: unit, time and build; /)).toBeTruthy();
  expect(lines()).toEqual([
    '! build aaaaaaaa against bbbbbbbb',
    '≠ unit shop-k8s/0 against shop-k8s/1',
    '≠ time Nov 21, 00:18:00 to 00:23:00 against Nov 21, 00:26:00 to 00:31:00',
    `✓ both ${CPU}`,
    '✓ both 300 s long',
  ]);
});

test('what does not warn is one line until it is opened', () => {
  const side = sideOf('shop-k8s/1', '00:18', '00:23');
  show(side, sideOf('shop-k8s/1', '00:26', '00:31'));
  expect((details() as HTMLDetailsElement).open).toBe(false);
});
