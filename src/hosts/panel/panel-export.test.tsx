import type { DataFrame } from '@grafana/data';
import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Blob } from 'node:buffer';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { setUpCombobox } from '../../../tests/support/combobox-setup';
import { FlameGraphPanel } from './FlameGraphPanel';
import { foreignFrame, panelProps, profileFrame, sideFacts } from './state/panel.fixture';

beforeAll(setUpCombobox);
configure({ asyncUtilTimeout: 10_000 });

/** What the browser is given, by its name. */
let saved: Map<string, Blob>;
beforeEach(() => {
  saved = new Map();
  let given: Blob;
  vi.stubGlobal('Blob', Blob);
  URL.createObjectURL = (blob) => ((given = blob as unknown as Blob), 'blob:');
  const click = vi.spyOn(HTMLAnchorElement.prototype, 'click');
  click.mockImplementation(function (this: HTMLAnchorElement) {
    saved.set(this.download, given);
  });
  return () => {
    click.mockRestore();
    vi.unstubAllGlobals();
  };
});

const SECOND = 1_000_000_000;

async function exported(series: readonly DataFrame[], label: string): Promise<string> {
  render(<FlameGraphPanel {...panelProps(series)} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Export' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: new RegExp(`^${label}`) }));
  await vi.waitFor(() => expect(saved.size).toBe(1), { timeout: 10_000 });
  return [...saved.values()][0]!.text();
}

test('a comparison of two queries says of what it is, with the answer and the formula', async () => {
  const markdown = await exported(
    [
      profileFrame([`main;work ${60 * SECOND}`]),
      profileFrame([`main;work ${90 * SECOND}`], { refId: 'B', sides: [sideFacts({ unit: 1 })] }),
    ],
    'Table as Markdown',
  );
  expect([...saved.keys()]).toEqual(['cpu_shop-0_shop-1_20231114T221320Z.md']);
  expect(markdown).toContain('### CPU time: what changed');
  expect(markdown).toMatch(/- baseline: process\\_cpu\S*\{juju\\_unit="shop\/0"\}, Nov 14, 2023/);
  expect(markdown).toContain('- delta = comparison ÷ 60 s − baseline ÷ 60 s');
  expect(markdown).toContain('| 1.000 | 1.000 | 1.500 | 1.500 | +500.0 | +500.0 | `work` |');
  expect(markdown).toContain('- Not judged for noise');
});

test('the report has both sides; its link is an address of this Grafana', async () => {
  const html = await exported([profileFrame([`main;work ${60 * SECOND}`])], 'Report as HTML');
  expect(html).toContain('<h2>profile</h2><p class="total">1 min</p>');
  expect(html).toContain(`href="${window.location.origin}/a/parcascope-console-app/profile?`);
});

test('of another datasource’s frame only its name is known', async () => {
  const csv = await exported([foreignFrame(['main;work 5'])], 'Table as CSV');
  expect([...saved.keys()]).toEqual(['profile.csv']);
  expect(csv).toMatch(/^name,self/);
});
