import { expect, test } from './console';
import {
  delayConsole,
  roundsToMerges,
  timetable,
  watchFlameGraph,
  type Exchange,
} from './delayed-console';
import { DELAY_MS, LINK_ROUNDS, LINKS } from './first-picture';
import { PageView } from './views/page-view';

const cases = [
  ...LINKS.map(({ name, address }) => ({
    name: `${name} by a link that says everything`,
    address,
    rounds: LINK_ROUNDS,
  })),
  { name: 'a profile by an address that says nothing', address: '/profile', rounds: 3 },
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
      const counted = roundsToMerges(delayed.exchanges, at);
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
