import { APP_ID, DATASOURCE_ID, PANEL_ID } from '../../../src/frames/plugin-ids';
import { expect, GRAFANAS, test } from './grafana';

/** zod keeps one registry and configuration for all copies of itself on a page. */
const LIBRARY_GLOBALS = ['__zod_globalConfig', '__zod_globalRegistry'];

for (const grafana of GRAFANAS)
  test.describe(`React ${grafana.react}`, () => {
    test.use({ grafana });

    test('each module loads and leaves no global', async ({ page }) => {
      const version = await page.evaluate(() => import('react').then((react) => react.version));
      expect(version.startsWith(`${grafana.react}.`)).toBe(true);
      for (const id of [APP_ID, DATASOURCE_ID, PANEL_ID]) {
        const { kind, added } = await page.evaluate(async (wanted) => {
          const before = new Set(Object.getOwnPropertyNames(window));
          const url = new URL(`public/plugins/${wanted}/module.js`, document.baseURI).href;
          const { plugin } = await window.System.import(url);
          const after = Object.getOwnPropertyNames(window);
          return { kind: typeof plugin, added: after.filter((name) => !before.has(name)) };
        }, id);
        expect(kind).toBe('object');
        expect(added.filter((name) => !LIBRARY_GLOBALS.includes(name))).toEqual([]);
      }
    });
  });
