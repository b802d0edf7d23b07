import { expect, test } from 'vitest';
import type { Finding } from '#changes';
import { sidesOfFinding, type Scan, type ScanQuestion } from '#scan';
import { DEFAULT_ALIASES, parseProfileType, printMatchers } from '#series';
import { linkOf } from '../../src/hosts/cli/find-changes/finding-link';
import { parseView } from '../../src/pages/state/view/view-url';

const CPU = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta';
const AT = Date.parse('2026-11-21T00:24:00Z');

const question: ScanQuestion = {
  range: { start: AT - 1_200_000.5, end: AT + 1_200_000 },
  against: 'previous',
  matchers: [{ name: 'juju_model', op: '=~', value: 'd.*' }],
  aliases: DEFAULT_ALIASES,
};

const finding: Finding = {
  ...{ key: '', kind: 'cost', direction: 'up', application: 'shop', units: ['shop/1'] },
  ...{ profileType: parseProfileType(CPU), unchanged: [], delta: 1, q: 0.01 },
  function: 'main.(*T[...]).f&=#%+',
  since: { time: AT, uncertainty: 30_000 },
};

const scan: Scan = {
  ...{
    phase: 'done',
    windows: { baseline: question.range, comparison: question.range },
    findings: [finding],
  },
  looked: { units: 1, types: 1, inDepth: 1, tests: 1, expectedFalse: 0.1 },
  ...{ done: 0, total: 0, slices: 0, questions: 0, elapsed: 0, problems: [] },
  applications: [
    {
      name: 'shop',
      matchers: [{ name: 'juju_application', op: '=', value: 'shop' }],
      units: ['0', '1'].map((n) => ({
        name: `shop/${n}`,
        matchers: [
          { name: 'juju_application', op: '=', value: 'shop' },
          { name: 'juju_unit', op: '=', value: `shop/${n}` },
        ],
      })),
    },
  ],
};

test('the pages understand what a finding of the command line links to', () => {
  const { pathname, search } = new URL(
    linkOf(finding, { base: 'http://console/x/', scan, question }),
  );
  const { view, problems } = parseView(pathname, search);
  expect(problems).toEqual([]);
  expect(view).toMatchObject({ page: 'compare', profileType: CPU });
  expect(view.display.selected).toBe(finding.function);
  const { baseline, comparison } = sidesOfFinding(finding, { scan, question });
  const matchers = '{juju_application="shop", juju_unit="shop/1", juju_model=~"d.*"}';
  for (const [side, window] of [
    [view.baseline, baseline],
    [view.comparison, comparison],
  ] as const) {
    expect(printMatchers(side.matchers!)).toBe(matchers);
    expect(side.window).toEqual({ start: Math.floor(window.start), end: Math.ceil(window.end) });
  }
});
