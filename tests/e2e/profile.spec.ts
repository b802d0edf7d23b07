import { expect, test } from './console';
import { BEFORE, CPU, RANGE, scrapesIn, sumOf } from './demo-archive';
import { printWindow } from './views/page-view';

const UNIT = 'shop-k8s/1';
const LENGTH = RANGE.end - RANGE.start;

test('opens on data: the busiest unit, its picture, its metrics and what it rests on', async ({
  profile,
}) => {
  await profile.open();
  await expect(profile.picker('Profile')).toHaveValue('CPU time');
  await expect(profile.picker('Unit')).toHaveValue('shop-k8s/1');
  await profile.expectParam('type', CPU);
  expect(await profile.honesty(profile.honestyLine)).toEqual([
    '85.8 mcores',
    '80 scrapes',
    '1 series',
    '0 gaps',
  ]);
  expect(await profile.exactTotal()).toBe(sumOf(scrapesIn(CPU, 'shop-k8s/1', RANGE)));
  await expect(profile.flame.activeFrame).toContainText('100 % of total');
  expect((await profile.flame.names()).length).toBeGreaterThan(20);
  for (const title of [
    'CPU time',
    'Process CPU',
    'Resident memory',
    'Go heap in use',
    'Goroutines',
  ])
    await expect(profile.timeline.chart(title).getByRole('img')).toHaveAccessibleName(
      /shop-k8s\/1: minimum .* maximum .* last /,
    );
});

test('a drag on the timeline picks the window whose profile is shown; Escape takes it back', async ({
  profile,
}) => {
  await profile.openUnit(UNIT);
  const whole = await profile.exactTotal();
  await profile.timeline.drag(0.2, 0.45);
  await profile.expectParam('profileWindow', /^\d+-\d+$/);
  await profile.idle();

  const window = profile.windowParam('profileWindow');
  expect(Math.abs(window.start - (RANGE.start + 0.2 * LENGTH))).toBeLessThan(5000);
  expect(Math.abs(window.end - (RANGE.start + 0.45 * LENGTH))).toBeLessThan(5000);
  const scrapes = scrapesIn(CPU, UNIT, window);
  expect(await profile.honesty(profile.honestyLine)).toContain(`${scrapes.length} scrapes`);
  expect(await profile.exactTotal()).toBe(sumOf(scrapes));
  await expect(profile.flame.activeFrame).toContainText(
    `total ${(sumOf(scrapes) / 1e9).toPrecision(3).replace(/\.?0+$/, '')} s`,
  );
  await expect(profile.timeline.windows).toHaveText(/^Window/);

  await profile.page.keyboard.press('Escape');
  await profile.expectParam('profileWindow', null);
  await profile.idle();
  expect(await profile.exactTotal()).toBe(whole);
});

test('Shift and drag zooms the range of the page', async ({ profile }) => {
  await profile.openUnit(UNIT);
  await profile.timeline.zoom(0.25, 0.75);
  await profile.expectParam('from', /^\d+$/);
  await profile.idle();
  const [start, end] = ['from', 'to'].map((name) => Number(profile.param(name)));
  expect(Math.abs(start! - (RANGE.start + 0.25 * LENGTH))).toBeLessThan(5000);
  expect(Math.abs(end! - (RANGE.start + 0.75 * LENGTH))).toBeLessThan(5000);
  expect(profile.param('profileWindow')).toBe(null);
  expect(await profile.exactTotal()).toBe(
    sumOf(scrapesIn(CPU, UNIT, { start: start!, end: end! })),
  );
});

test('a click picks one scrape, and the next click another one, wherever it is', async ({
  profile,
}) => {
  await profile.openUnit(UNIT);
  for (const at of [0.3, 0.7]) {
    const before = profile.param('profileWindow');
    await profile.timeline.click(at);
    await expect.poll(() => profile.param('profileWindow')).not.toBe(before);
    await profile.idle();
    expect(await profile.honesty(profile.honestyLine)).toContain('1 scrape');
    const { start, end } = profile.windowParam('profileWindow');
    expect(Math.abs(start - (RANGE.start + at * LENGTH))).toBeLessThan(20_000);
    const scrapes = scrapesIn(CPU, UNIT, { start, end });
    expect(scrapes).toHaveLength(1);
    expect(await profile.exactTotal()).toBe(sumOf(scrapes));
    await profile.page.mouse.move(0, 0);
  }
});

test('a search says how much matches and dims the rest; a broken expression is told', async ({
  profile,
}) => {
  const { flame } = profile;
  await profile.openUnit(UNIT, { profileWindow: printWindow(BEFORE) });
  // A name that is pasted finds itself, whatever letters of expressions it has; and here a closure in it.
  await flame.search.fill('shop/search.(*Index).Query');
  await expect(flame.searchWords).toHaveText(/^2 functions, /);
  await flame.search.fill('^shop/pricing\\.Quote$');
  await expect(flame.searchWords).toHaveText('0 functions; .* reads it as a regular expression');
  await flame.regex.click();
  await profile.expectParam('regex', 'true');
  // The recording's README: 3.23 s of 25.33 s.
  await expect(flame.searchWords).toHaveText('1 function, 12.8 % of total');
  await flame.idle();
  expect(await flame.dimmed()).toBeGreaterThan(20);
  expect(await flame.frame('shop/pricing.Quote').isDim()).toBe(false);
  await profile.expectParam('search', '^shop/pricing\\.Quote$');

  await flame.search.fill('Quote(');
  await expect(flame.searchWords).toHaveText('not a regular expression: missing closing )');
  await flame.idle();
  expect(await flame.dimmed()).toBe(0);

  await flame.search.fill('');
  await expect(flame.searchWords).toBeEmpty();
  await profile.expectParam('search', null);
});

test('a click selects a frame, a double click zooms into it; breadcrumbs lead back', async ({
  profile,
}) => {
  const { flame } = profile;
  await profile.openUnit(UNIT, { profileWindow: printWindow(BEFORE) });
  await flame.frame('shop/search.(*Index).Query').click();
  await expect(
    profile.page.getByRole('button', { name: 'Exclude stacks with this' }),
  ).toBeVisible();
  await profile.expectParam('focus', null);
  await flame.expectShown('shop/pricing.Quote');
  await flame.frame('shop/search.(*Index).Query').dblclick();
  await flame.idle();
  await expect(flame.activeFrame).toContainText('shop/search.(*Index).Query');
  await expect(flame.details).toHaveAccessibleName('Details of shop/search.(*Index).Query');
  const steps = flame.breadcrumbs.getByRole('listitem');
  await expect(steps.last()).toContainText('Query');
  await flame.expectNotShown('shop/pricing.Quote');

  await flame.breadcrumbs.getByRole('button', { name: /search$/ }).click();
  await flame.idle();
  await expect(steps.last()).toContainText('search');
  await flame.expectShown('shop/search.(*Index).Query');

  await flame.breadcrumbs.getByRole('button', { name: 'whole graph' }).click();
  await profile.expectParam('focus', null);
  await flame.idle();
  await flame.expectShown('shop/pricing.Quote');

  for (let step = 0; step < 3; step++) await profile.page.goBack();
  await profile.expectParam('focus', null);
  // What was selected before the zoom is selected after it.
  await profile.expectParam('selected', 'shop/search.(*Index).Query');
});

test('pointing at a frame tells total, self, share and file in three lines', async ({
  profile,
}) => {
  await profile.openUnit(UNIT, { profileWindow: printWindow(BEFORE) });
  await profile.flame.frame('shop/pricing.Quote').hover();
  const tooltip = profile.page.getByRole('tooltip');
  await expect(tooltip).toContainText('shop/pricing.Quote');
  await expect(tooltip).toContainText('total 3.23 s · 12.8 % of total, self 0 ns');
  await expect(tooltip).toContainText(/pricing\/\S+\.go:\d+/);
  await expect(tooltip.locator('> div')).toHaveCount(3);
});

test('the table sorts by what is asked and keeps what a search finds', async ({ profile }) => {
  const { flame } = profile;
  await profile.openUnit(UNIT);
  const header = (title: string) => flame.header(title);
  await expect(header('self')).toHaveAttribute('aria-sort', 'descending');
  await header('total').getByRole('button').click();
  await expect(header('total')).toHaveAttribute('aria-sort', 'descending');
  await profile.expectParam('sort', 'total.desc');
  const values = await flame.table.getByRole('row').evaluateAll((rows) =>
    rows.slice(1).flatMap((row) => {
      const share = row.querySelectorAll('td')[4]?.textContent;
      return share ? [Number.parseFloat(share)] : [];
    }),
  );
  expect(values.length).toBeGreaterThan(20);
  expect(values).toEqual([...values].sort((a, b) => b - a));

  await flame.search.fill('pricing');
  await profile.expectParam('search', 'pricing');
  await expect(flame.searchWords).toContainText('functions');
  await expect(flame.table.getByRole('row')).toHaveCount((await flame.names()).length + 1);
  for (const name of await flame.names()) expect(name).toContain('pricing');
  await flame.matches.getByRole('button', { name: 'Only matches' }).click();
  await expect
    .poll(async () => (await flame.names()).every((name) => name.includes('pricing')))
    .toBe(false);
  await flame.matches.getByRole('button', { name: 'Only matches' }).click();
  await flame.search.fill('no such function');
  await expect(flame.root).toContainText('The search finds no function.');
});

test('a row lights its frames and opens its details', async ({ profile }) => {
  const { flame } = profile;
  await profile.openUnit(UNIT, { profileWindow: printWindow(BEFORE), search: 'pricing' });
  const lights = () => flame.graph.locator('canvas').last().screenshot();
  const before = await lights();
  await flame.select('shop/pricing.Quote');
  await expect(flame.row('shop/pricing.Quote').getByRole('button')).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(flame.fact('total')).toHaveText('3.23 s · 12.8 % of total');
  await expect(flame.fact('file')).toHaveText(/pricing\/\S+\.go/);
  await profile.page.mouse.move(0, 0);
  expect((await lights()).equals(before)).toBe(false);
  await profile.expectParam('selected', 'shop/pricing.Quote');
  await flame.details.getByRole('button', { name: 'Close details' }).click();
  await expect(flame.details).toHaveCount(0);
});

test('callers and callees of a function', async ({ profile }) => {
  const { flame } = profile;
  const selected = { profileWindow: printWindow(BEFORE), selected: 'shop/pricing.Quote' };
  await profile.openUnit(UNIT, selected);
  await flame.act('Callees');
  await profile.expectParam('callees', 'shop/pricing.Quote');
  await flame.idle();
  await expect(flame.activeFrame).toContainText('total 3.23 s');
  await flame.expectShown('shop/pricing.Quote');
  await flame.expectNotShown('shop/cart.Checkout');
  await flame.expectShown('shop/pricing.sealLine');

  await flame.act('Callers');
  await profile.expectParam('callers', 'shop/pricing.Quote');
  await profile.expectParam('callees', null);
  await flame.idle();
  await expect(flame.activeFrame).toContainText('total 3.23 s');
  await flame.expectShown('shop/cart.Checkout');
  await flame.expectNotShown('shop/pricing.sealLine');

  await flame.cuts.getByRole('button', { name: 'Remove: callers of shop/pricing.Quote' }).click();
  await flame.idle();
  await expect(flame.activeFrame).toContainText('total 25.3 s');
});

test('cuts leave out what they say, each can be taken back', async ({ profile }) => {
  const { flame } = profile;
  await profile.openUnit(UNIT, {
    profileWindow: printWindow(BEFORE),
    selected: 'shop/pricing.Quote',
    search: 'pricing',
  });
  const cut = async (action: string, words: string, then: () => Promise<void>) => {
    await flame.act(action);
    const remove = flame.cuts.getByRole('button', { name: `Remove: ${words} shop/pricing.Quote` });
    await expect(remove).toBeVisible();
    await flame.idle();
    await then();
    await remove.click();
    await flame.idle();
    await expect(flame.activeFrame).toContainText('total 25.3 s');
    await expect(flame.details).toBeVisible();
  };
  const total = (words: string) => expect(flame.activeFrame).toContainText(`total ${words} `);
  await cut('Keep stacks with this', 'only stacks with', async () => {
    await total('3.23 s');
    await flame.expectShown('shop/cart.Checkout');
    await flame.expectNotShown('shop/search.(*Index).Query');
  });
  // 25.33 s without 3.23 s.
  await cut('Exclude stacks with this', 'without stacks with', () => total('22.1 s'));
  await cut('Hide frame', 'hidden:', async () => {
    await total('25.3 s');
    await flame.expectNotShown('shop/pricing.Quote');
    await flame.expectShown('shop/pricing.sealLine');
  });
  await cut('Start stacks here', 'starting at', async () => {
    await flame.expectNotShown('shop/cart.Checkout');
    await flame.expectShown('shop/pricing.sealLine');
  });
});

test('inverted: leaves first, the same total', async ({ profile }) => {
  const { flame } = profile;
  await profile.openUnit(UNIT, { profileWindow: printWindow(BEFORE) });
  const self = await flame.cellsOf('runtime.memmove');
  await flame.tools.getByRole('button', { name: 'Inverted' }).click();
  await profile.expectParam('inverted', 'true');
  await flame.idle();
  await expect(flame.activeFrame).toContainText('total 25.3 s');
  await expect(flame.tools.getByRole('button', { name: 'Inverted' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await flame.graph.focus();
  // The widest leaf is the function with the highest self.
  await flame.graph.press('ArrowDown');
  const [busiest] = await flame.names();
  await expect(flame.activeFrame).toContainText(busiest!);
  expect(await flame.cellsOf('runtime.memmove')).toEqual(self);
});

test('graph, table or both', async ({ profile }) => {
  const { flame } = profile;
  await profile.openUnit(UNIT);
  await flame.layout('Table');
  await expect(flame.graph).toHaveCount(0);
  await expect(flame.table).toBeVisible();
  await flame.layout('Flame graph');
  await expect(flame.table).toHaveCount(0);
  await flame.idle();
});

test('filtering, selecting, sorting and another range keep every plot', async ({ profile }) => {
  await profile.openUnit(UNIT);
  const plots = profile.timeline.root.locator('.uplot');
  const made = await plots.count();
  expect(made).toBeGreaterThanOrEqual(5);
  await plots.evaluateAll((all) => all.forEach((plot) => plot.setAttribute('data-made', 'first')));

  const { flame } = profile;
  await flame.search.fill('pricing');
  await profile.expectParam('search', 'pricing');
  await flame.header('total').getByRole('button').click();
  await profile.expectParam('sort', /total/);
  await flame.table
    .getByRole('row', { name: /^shop\/pricing\.Quote / })
    .getByRole('button')
    .click();
  await expect(
    profile.page.getByRole('button', { name: 'Exclude stacks with this' }),
  ).toBeVisible();
  await profile.timeline.zoom(0.2, 0.6);
  await profile.expectParam('from', /./);
  await profile.idle();
  await expect(profile.timeline.root.locator('.uplot[data-made="first"]')).toHaveCount(made);
  await expect(plots).toHaveCount(made);
});
