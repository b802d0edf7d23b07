import { AFTER, BEFORE, CPU, MEMORY, scrapesIn, sumOf } from '../demo-archive';
import { expect, GRAFANAS, test } from './grafana';
import type { Answer, SavedQuery } from './page/datasource-page';

const UNIT = 'shop-k8s/1';
const SELECTOR = `{juju_unit="${UNIT}"}`;
const PROFILE: SavedQuery = {
  refId: 'A',
  queryType: 'profile',
  profileTypeId: CPU,
  labelSelector: SELECTOR,
};
const BASELINE = { range: { from: String(BEFORE.start), to: String(BEFORE.end) } };

type Frame = Answer['frames'][number];

/** Values of a field; those of an enum as its words. */
function column(frame: Frame, name: string): readonly unknown[] {
  const index = frame.schema!.fields.findIndex((field) => field.name === name);
  const words = frame.schema!.fields[index]?.config?.type?.enum?.text;
  const values: readonly unknown[] = frame.data!.values[index] ?? [];
  return words ? values.map((value) => words[Number(value)]) : values;
}

const unitOf = (frame: Frame, name: string) =>
  frame.schema!.fields.find((field) => field.name === name)?.config?.unit;

for (const grafana of GRAFANAS)
  test.describe(`React ${grafana.react}`, () => {
    test.use({ grafana });

    test('each query type brings its frames through the proxy', async ({ page }) => {
      const ask = async (query: SavedQuery, ends = AFTER): Promise<readonly Frame[]> => {
        const { errors, frames } = await page.evaluate(
          ([asked, range]) => window.standIn.runQueries([asked], range),
          [query, ends] as const,
        );
        expect(errors).toEqual([]);
        for (const frame of frames) expect(frame.schema?.refId).toBe('A');
        return frames;
      };

      const [before] = await ask(PROFILE, BEFORE);
      expect(column(before!, 'value')[0]).toBe(sumOf(scrapesIn(CPU, UNIT, BEFORE)));
      expect(column(before!, 'level')[0]).toBe(0);
      expect(column(before!, 'label')).toContain('shop/pricing.Quote');
      expect(unitOf(before!, 'value')).toBe('ns');
      expect(before!.schema?.meta?.preferredVisualisationType).toBe('flamegraph');

      const [diff] = await ask({ ...PROFILE, queryType: 'diff', baseline: BASELINE });
      expect(column(diff!, 'value')[0]).toBe(sumOf(scrapesIn(CPU, UNIT, BEFORE)));
      expect(column(diff!, 'valueRight')[0]).toBe(sumOf(scrapesIn(CPU, UNIT, AFTER)));
      expect(column(diff!, 'selfRight').length).toBe(column(diff!, 'level').length);

      const [top] = await ask({ ...PROFILE, queryType: 'top', limit: 5 });
      expect(top!.data!.values[0]).toHaveLength(5);

      const rates = await ask({ ...PROFILE, queryType: 'metrics' });
      expect(rates).toHaveLength(1);
      expect(rates[0]!.schema?.fields.map(({ type }) => type)).toEqual(['time', 'number']);
      const scrapes = scrapesIn(CPU, UNIT, AFTER).length;
      expect(rates[0]!.data!.values[0]!.length).toBeGreaterThanOrEqual(scrapes / 2);

      const [targets] = await ask({ refId: 'A', queryType: 'targets' });
      expect(targets!.data!.values[0]!.length).toBeGreaterThan(0);

      const memory = await ask({ ...PROFILE, profileTypeId: MEMORY }, BEFORE);
      expect(unitOf(memory[0]!, 'value')).toBe('bytes');
    });

    test('query, variable and config editors show what is saved', async ({ page }) => {
      await page.evaluate(([query, ends]) => window.standIn.showQueryEditor(query, ends), [
        PROFILE,
        AFTER,
      ] as const);
      await expect(page.getByRole('combobox').first()).toBeVisible();
      await expect(page.locator('#content')).toContainText('Profile');

      await page.evaluate(
        (ends) => window.standIn.showVariableEditor({ refId: 'variable' }, ends),
        AFTER,
      );
      await expect(page.getByRole('combobox').first()).toBeVisible();

      await page.evaluate(() => window.standIn.showConfigEditor({}));
      await expect(page.getByPlaceholder('http://localhost:7070')).toHaveValue(
        'http://parca.test:7070',
      );
    });
  });

test('a variable of several values is an anchored regular expression', async ({ page }) => {
  await page.evaluate(() => window.standIn.setVariable('unit', ['shop-k8s/0', 'shop-k8s/1']));
  const query = { ...PROFILE, labelSelector: '{juju_unit="$unit"}' };
  const { frames } = await page.evaluate(
    ([asked, ends]) => window.standIn.runQueries([asked], ends),
    [query, BEFORE] as const,
  );
  const both = ['shop-k8s/0', 'shop-k8s/1'].map((unit) => sumOf(scrapesIn(CPU, unit, BEFORE)));
  expect(column(frames[0]!, 'value')[0]).toBe(both[0]! + both[1]!);
});

test.describe('health', () => {
  // What a server does not have is how they are told apart.
  test.use({ mayComplain: /status of (40\d|502)/ });

  test('a Parca that answers, and one that cannot be reached', async ({ page }) => {
    const test = (uid: string) =>
      page.evaluate((asked) => window.standIn.testDatasource(asked), uid);
    expect(await test('parca')).toMatchObject({ status: 'success' });
    expect(await test('nowhere')).toMatchObject({ status: 'error' });
  });
});
