import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { coverageOf, increasesOf, parseProfileType } from '#series';
import { CoverageLine } from './CoverageLine';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const ALLOCATED = 'memory:alloc_space:bytes:space:bytes:delta';
const IN_USE = 'memory:inuse_space:bytes:space:bytes';

/** Scrapes of 15 s at these seconds, of a window of one minute. */
const coverage = (...seconds: readonly number[]) =>
  coverageOf({
    scrapes: seconds.map((at) => ({
      labels: { juju_unit: 'shop-k8s/1' },
      timestamp: BigInt(at) * 1_000_000_000n,
      duration: 15_000_000_000n,
      value: 1,
    })),
    range: { start: 0, end: 60_000 },
    interval: 15_000,
  });

const texts = () => screen.getAllByRole('button').map((button) => button.textContent);

test.each([
  {
    name: 'CPU time is cores',
    type: CPU,
    total: 3_000_000_000,
    text: '50 mcores',
    formula:
      '50 mcores = 3,000,000,000 nanoseconds ÷ 60 s covered by the scrapes ÷ 1,000,000,000 ns/s',
  },
  {
    name: 'what is allocated meanwhile is a rate',
    type: ALLOCATED,
    total: 61_440,
    text: '1 KiB/s',
    formula: '1 KiB/s = 61,440 bytes ÷ 60 s covered by the scrapes',
  },
  {
    name: 'a state is a mean and has no rate',
    type: IN_USE,
    total: 2048,
    text: '2 KiB',
    formula: '2,048 bytes = sum over series of the mean over their scrapes (4 scrapes, 1 series)',
  },
])('$name, and says how it came about', async ({ type, total, text, formula }) => {
  render(
    <CoverageLine
      profileType={parseProfileType(type)}
      total={total}
      coverage={coverage(0, 15, 30, 45)}
    />,
  );
  expect(texts()).toEqual([text, '4 scrapes', '1 series', '0 gaps']);
  await userEvent.hover(screen.getByRole('button', { name: text }));
  expect(await screen.findByRole('tooltip')).toHaveProperty('textContent', formula);
});

test('a missing scrape is a gap, in the words of its type', async () => {
  render(
    <CoverageLine profileType={parseProfileType(CPU)} total={1} coverage={coverage(0, 30, 45)} />,
  );
  expect(texts()).toContain('1 gap');
  await userEvent.hover(screen.getByRole('button', { name: '1 gap' }));
  expect((await screen.findByRole('tooltip')).textContent).toContain('was idle and used no CPU');
});

test('of nothing stored there is no value, not 0', () => {
  render(<CoverageLine profileType={parseProfileType(CPU)} total={0} coverage={coverage()} />);
  expect(texts()).toEqual(['0 scrapes', '0 series', '0 gaps']);
});

test.each([
  { buildIds: ['83224a2851c0'], text: 'build 83224a28' },
  { buildIds: ['a', 'b'], text: '2 builds' },
])('which build it is of, where that is asked: $text', ({ buildIds, text }) => {
  const given = { profileType: parseProfileType(CPU), total: 1, coverage: coverage(0, 15, 30, 45) };
  render(<CoverageLine {...given} buildIds={buildIds} />);
  expect(texts().at(-1)).toBe(text);
});

test('of a running total it is what it grew by a second, from the first scrape to the last', async () => {
  const totals = [0, 15, 30, 45].map((at) => ({
    labels: { juju_unit: 'shop-k8s/1' },
    timestamp: BigInt(at) * 1_000_000_000n,
    duration: 0n,
    value: 1e12 + at * 2e9,
  }));
  const increases = { scrapes: increasesOf(totals), range: { start: 0, end: 60_000 } };
  render(
    <CoverageLine
      profileType={parseProfileType('mutex:delay:nanoseconds:contentions:count')}
      total={90e9}
      coverage={coverageOf({ ...increases, interval: 15_000 })}
    />,
  );
  expect(texts()).toEqual(['2 s/s', '3 increases', '1 series', '0 gaps']);
  await userEvent.hover(screen.getByRole('button', { name: '2 s/s' }));
  expect(await screen.findByRole('tooltip')).toHaveProperty(
    'textContent',
    '2 s/s = 90,000,000,000 nanoseconds ÷ 45 s from the first scrape to the last',
  );
});
