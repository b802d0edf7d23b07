import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  CHANGED,
  flaggedOf,
  isUnit,
  openJudgedDemo,
  RISE,
  UNTOUCHED,
} from '../support/judged-demo';

let demo: Awaited<ReturnType<typeof openJudgedDemo>>;
beforeAll(async () => (demo = await openJudgedDemo()));
afterAll(() => demo.close());

function judge(unit: string, scrapes: number) {
  const length = scrapes * 15_000;
  const start = RISE + 30_000;
  return demo.judge(
    { matchers: isUnit(unit), window: { start: RISE - length, end: RISE - 1 } },
    { matchers: isUnit(unit), window: { start, end: start + length - 1 } },
  );
}

test.each([10, 20, 30])('%i scrapes a side: the changed unit names Quote', async (scrapes) => {
  const { moved } = await judge(CHANGED, scrapes);
  expect(moved.grew).toMatchObject({
    name: 'shop/pricing.Quote',
    under: 'shop/cart.Checkout',
  });
});

test.each([10, 20, 30])('%i scrapes a side: the other unit claims nothing', async (scrapes) => {
  expect(flaggedOf(await judge(UNTOUCHED, scrapes))).toEqual([]);
});
