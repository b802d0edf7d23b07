import { expect, test } from './console';
import {
  delayConsole,
  roundsToMerges,
  timetable,
  watchFlameGraph,
  type Exchange,
} from './delayed-console';
import { AFTER, BEFORE, CPU, MEMORY, RANGE } from './demo-archive';
import { addressOf, PageView, printWindow, unitSelector } from './views/page-view';

/** Long against what the browser does between an answer and the next question. */
const DELAY_MS = 2000;

const range = { from: String(RANGE.start), to: String(RANGE.end) };
const unit = unitSelector('shop-k8s/1');
const sides = {
  baseline: unit,
  baselineWindow: printWindow(BEFORE),
  comparison: unit,
  comparisonWindow: printWindow(AFTER),
};

const cases = [
  {
    name: 'a profile by a link that says everything',
    address: addressOf('profile', { ...range, type: CPU, profile: unit }),
    rounds: 2,
  },
  {
    name: 'a state, whose mean is over the scrapes that are listed',
    address: addressOf('profile', { ...range, type: MEMORY, profile: unit }),
    rounds: 2,
  },
  { name: 'a profile by an address that says nothing', address: '/', rounds: 3 },
  {
    name: 'a comparison by a link that says everything',
    address: addressOf('compare', { ...range, ...sides, type: CPU }),
    rounds: 2,
  },
  { name: 'a comparison by an address that says nothing', address: '/compare', rounds: 3 },
];

for (const { name, address, rounds } of cases)
  test(`${name} is painted after ${rounds} rounds of questions`, async ({ page, consoleUrl }) => {
    const delayed = await delayConsole(consoleUrl, DELAY_MS);
    try {
      const painted = await watchFlameGraph(page);
      await page.goto(delayed.url + address);
      const at = await painted();
      await new PageView(page).idle();
      const table = timetable(delayed.exchanges, at);
      await test.info().attach('questions', { body: table });
      const counted = roundsToMerges(delayed.exchanges);
      expect(counted, table).toBeGreaterThan(0);
      expect(counted, table).toBeLessThanOrEqual(rounds);
      expect(askedTwice(delayed.exchanges), table).toEqual([]);
    } finally {
      await delayed.close();
    }
  });

function askedTwice(exchanges: readonly Exchange[]): readonly string[] {
  const keys = exchanges.map(({ key }) => key);
  return exchanges.filter(({ key }, i) => keys.indexOf(key) !== i).map(({ method }) => method);
}
