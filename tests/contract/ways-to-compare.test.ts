// @vitest-environment jsdom
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { baselinePresets } from '#comparison';
import { DEFAULT_VIEW, type ViewState } from '../../src/pages/state/view/view-state';
import { DEFAULT_ALIASES, parseProfileType, type Matcher } from '#series';
import type { Annotation, TargetRow } from '#targets';
import { compareAnnotation } from '../../src/pages/metrics/annotations/compare-annotation';
import { compareWith } from '../../src/pages/state/view/view-transitions';
import { toBefore, toPair, toSiblings } from '../../src/pages/targets/target-links';
import {
  CHANGED,
  flaggedOf,
  isUnit,
  openJudgedDemo,
  RISE,
  UNTOUCHED,
} from '../support/judged-demo';

/* Each way to a comparison fills in the sides; what is said of them is the page's answer. */

const CPU = parseProfileType('process_cpu:cpu:nanoseconds:cpu:nanoseconds:delta');
const RANGE = { start: RISE - 600_000, end: RISE + 600_000 };
const DRAGGED = { start: RISE + 10_000, end: RISE + 310_000 };
const INTERVAL = 15_000;

let demo: Awaited<ReturnType<typeof openJudgedDemo>>;
beforeAll(async () => (demo = await openJudgedDemo()));
afterAll(() => demo.close());

const judge = ({ baseline, comparison }: Pick<ViewState, 'baseline' | 'comparison'>) =>
  demo.judge(baseline, comparison);
const quote = { name: 'shop/pricing.Quote', under: 'shop/cart.Checkout' };

const rowOf = (unit: string) =>
  ({ matchers: isUnit(unit), profiles: [] }) as Partial<TargetRow> as TargetRow;
const typed = (unit: string) => {
  const profiles = [{ profileTypes: [CPU] }] as unknown as TargetRow['profiles'];
  return { ...rowOf(unit), profiles };
};
const profileOf = (unit: string): ViewState => ({
  ...DEFAULT_VIEW,
  page: 'profile',
  profile: { matchers: isUnit(unit), window: undefined },
});

const fromDrag = (unit: string) => {
  const view = profileOf(unit);
  return compareWith({ ...view, profile: { ...view.profile, window: DRAGGED } }, RANGE);
};

function fromPreset(unit: string) {
  const window = baselinePresets.previousPeriod(DRAGGED, { now: RANGE.end, timeZone: 'utc' });
  const matchers: readonly Matcher[] = isUnit(unit);
  return { baseline: { matchers, window }, comparison: { matchers, window: DRAGGED } };
}

/** It fires until the range ends. */
function fromAlert(unit: string) {
  const alert: Annotation = {
    ...{ time: RISE + 20_000, end: RANGE.end, kind: 'alert', text: 'CheckoutSlow' },
    labels: { juju_application: 'shop-k8s' },
  };
  return compareAnnotation(profileOf(unit), alert, {
    range: RANGE,
    annotations: [alert],
    interval: INTERVAL,
    levels: [],
    aliases: DEFAULT_ALIASES,
  });
}

describe.each([
  ['a window that was dragged', fromDrag],
  ['a preset', fromPreset],
  ['an alert', fromAlert],
  ['before this range’s middle', (unit: string) => toBefore(DEFAULT_VIEW, rowOf(unit), RANGE)],
])('%s', (_, sidesOf) => {
  test('of the changed unit names Quote under Checkout, and no side doubts it', async () => {
    const { moved, selfChecks, stepsWithin } = await judge(sidesOf(CHANGED));
    expect(moved.grew).toMatchObject(quote);
    expect(selfChecks.map(({ flagged }) => flagged)).toEqual([0, 0]);
    expect(stepsWithin).toEqual([]);
  });

  test('of the untouched unit claims nothing', async () => {
    const judgement = await judge(sidesOf(UNTOUCHED));
    expect(flaggedOf(judgement)).toEqual([]);
    expect(judgement.stepsWithin).toEqual([]);
  });
});

const siblingsOf = (unit: string) =>
  toSiblings(DEFAULT_VIEW, rowOf(unit), { siblings: isUnit(unit, '!='), range: RANGE });
const pairOf = (unit: string) =>
  toPair(
    DEFAULT_VIEW,
    [UNTOUCHED, CHANGED].sort((a, b) => Number(a === unit) - Number(b === unit)).map(typed) as [
      TargetRow,
      TargetRow,
    ],
    RANGE,
  )!;

/** Both units in one range, in the middle of which one of them changed: whose change it is and when is said first, and is a click away. */
describe.each([
  ['siblings', siblingsOf],
  ['two rows', pairOf],
])('%s', (_, sidesOf) => {
  test.each([
    ['comparison', CHANGED],
    ['baseline', UNTOUCHED],
  ] as const)('the %s is of two states where %s is asked about', async (side, unit) => {
    const sides = sidesOf(unit);
    const { stepsWithin, moved } = await judge(sides);
    expect((moved.grew ?? moved.shrank)!).toMatchObject(quote);
    expect(stepsWithin).toMatchObject([{ of: 'share', side, name: quote.name }]);
    const [{ time, windows }] = stepsWithin as [(typeof stepsWithin)[number]];
    expect(Math.abs(time - RISE)).toBeLessThanOrEqual(60_000);

    const { matchers } = sides[side];
    const apart = await demo.judge(
      { matchers, window: windows!.baseline },
      { matchers, window: windows!.comparison },
    );
    expect(apart.moved.grew).toMatchObject(quote);
    expect(apart.stepsWithin).toEqual([]);
  });
});
