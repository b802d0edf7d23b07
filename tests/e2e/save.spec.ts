import { expect, startConsole, test } from './console';
import { CompareView } from './views/compare-view';

/* What is on the page, as a file that opens anywhere: made in the browser's worker, opened by the program and by another page. */

test('a saved comparison opens elsewhere with the same answer, and is shown as what it is', async ({
  compare,
  browser,
}, { outputDir }) => {
  // Every slice of both sides is fetched and judged, three times.
  test.setTimeout(300_000);
  const tested = (view: CompareView) =>
    expect(
      view.page.getByText('functions more than noise, in 20 and 20 slices').first(),
    ).toBeVisible({
      timeout: 90_000,
    });
  const course = ({ page }: CompareView) => page.getByRole('img', { name: /^CPU time\. / });
  await compare.openRise();
  await tested(compare);
  const drawn = await course(compare).getAttribute('aria-label');
  const answer = await compare.answer.locator('p').first().textContent();
  await compare.page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([
    compare.page.waitForEvent('download'),
    compare.page.getByRole('menuitem', { name: /^Save this comparison/ }).click(),
  ]);
  await expect(compare.page.getByText(/^Saved cpu_/)).toHaveText(
    `Saved ${download.suggestedFilename()}: 56 profiles, 7 metrics`,
  );
  const path = `${outputDir}/saved.zip`;
  await download.saveAs(path);

  const second = await startConsole([path]);
  try {
    const context = await browser.newContext({ timezoneId: 'UTC', locale: 'en-GB' });
    const view = new CompareView(await context.newPage());
    await view.page.goto(second.url);
    await tested(view);
    await expect(view.answer.locator('p').first()).toHaveText(answer!);
    await expect(course(view)).toHaveAttribute('aria-label', drawn!);
    await view.page.getByRole('button', { name: 'Show 7 metrics' }).click();
    await expect(view.page.getByRole('img', { name: /^Goroutines\. / })).toBeVisible();
    await context.close();
  } finally {
    await second.stop();
  }

  // Dropped on a page of something else.
  await compare.page.goto('/targets');
  await compare.page.getByLabel('Files to open').setInputFiles(path);
  await tested(compare);
  await expect(compare.answer.locator('p').first()).toHaveText(answer!);
  await expect(compare.page.getByText('· read in this browser, nothing is uploaded')).toBeVisible();
});
