import { expect, test } from 'vitest';
import { buildTopTable, frameName, treeFromFolded, unite } from '#profile';
import { htmlReport } from './html-report';
import type { ReportQuestion } from './report-question';

const HOSTILE = '<script>alert(1)</script>';
const TREE = unite([
  treeFromFolded(['main;quote 30', 'main;encode 10', 'main 5']),
  treeFromFolded([`main;${HOSTILE} 50`, 'main 5']),
]);
const COLOURS = { fills: ['#111111', '#999999', '#eeeeee'], ink: '#000000' };

const QUESTION: ReportQuestion = {
  title: 'CPU time <b>',
  answer: 'CPU time grew by 10 & more.',
  sides: ['baseline', 'comparison'].map((name) => ({
    ...{ name, total: '45 µs', facts: ['cpu{unit="shop/1"}', '20 of 21 scrapes'] },
  })),
  basis: ['delta = comparison - baseline'],
  comparability: [
    { warns: true, text: '300 s against 60 s' },
    { warns: false, text: 'same unit' },
  ],
  noise: ['3 functions tested'],
  picture: {
    ...{ tree: TREE, widths: TREE.columns[0]!.total.map((v, n) => v + TREE.columns[1]!.total[n]!) },
    nameOf: (node) => (node === 0 ? 'total' : frameName(TREE.frames, TREE.frame[node]!)),
    ...{ slotOf: () => 1, markOf: (node) => (node === 2 ? 'new' : undefined) },
    factsOf: (node) => [{ label: 'total, baseline', value: `${TREE.columns[0]!.total[node]}` }],
    ...{ light: COLOURS, dark: COLOURS, isChange: true, legend: ['width: baseline'] },
    hatches: { new: 'M0 0', gone: 'M1 1', negative: 'M2 2' },
  },
  ...{ table: buildTopTable(TREE, 'function'), unit: 'nanoseconds' },
  verdictOf: (name) => (name === 'quote' ? 'gone, q < 0.001' : ''),
  charts: [
    {
      ...{ title: 'goroutines', format: String, timeOf: (time) => `at ${time}` },
      range: { start: 0, end: 100 },
      series: [{ label: 'shop/1', times: [0, 50, 100], values: [4, null, 8] }],
      windows: [{ name: 'baseline', range: { start: 0, end: 25 } }],
    },
  ],
  link: 'http://127.0.0.1:7171/compare?a=1&b=2',
  madeBy: 'Made with Parcascope',
};

test('what is said, of what, how sure; names are text, and only what the policy names runs', async () => {
  const html = await htmlReport(QUESTION);
  expect(html).toContain('<main><header><h1>CPU time &lt;b&gt;</h1>');
  expect(html).toContain('<p class="answer">CPU time grew by 10 &amp; more.</p>');
  expect(html).toContain('<li class="warns">⚠ 300 s against 60 s</li><li>✓ same unit</li>');
  expect(html).toContain(
    '<td class="down" data-value="-30" title="-30 nanoseconds">−30</td><td class="text">gone, q &lt; 0.001</td>',
  );
  expect(html).toContain('d="M0 42.0h0M400 4.0h0"');
  expect(html).toContain('href="http://127.0.0.1:7171/compare?a=1&amp;b=2"');
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text!);
  const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text]) => text!);
  expect(scripts).toHaveLength(1);
  expect(styles).toHaveLength(1);
  const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(html)!;
  expect(policy).toBe(
    `default-src 'none'; script-src ${await hashOf(scripts[0]!)}; style-src ${await hashOf(styles[0]!)}; base-uri 'none'; form-action 'none'`,
  );
  expect(html).not.toContain(HOSTILE);
  expect(html).not.toContain('class="printed"');
  expect(html.length).toBeLessThan(200_000);
});

/** As a policy names it. */
async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}

test('every text of the picture once, its numbers exact', async () => {
  const html = await htmlReport(QUESTION);
  const [, json] = /<script type="application\/json" id="data">(.*?)<\/script>/.exec(html)!;
  const { columns, texts, frames } = JSON.parse(json!);
  expect(columns).toEqual(['baseline', 'comparison']);
  expect(new Set(texts).size).toBe(texts.length);
  const named = frames.map(
    ([level, name, , mark, , totals]: [number, number, 0, string, 0, []]) => [
      ...[level, texts[name], mark, totals],
    ],
  );
  expect(named).toEqual([
    [0, 'total', '', [45, 55]],
    [1, 'main', '', [45, 55]],
    [2, HOSTILE, 'new', [0, 50]],
    [2, 'encode', '', [10, 0]],
    [2, 'quote', '', [30, 0]],
  ]);
});

test('a link that is no address of the web is none', async () => {
  const html = await htmlReport({ ...QUESTION, link: 'javascript:alert(1)' });
  expect(html).not.toContain('javascript:');
});

test('what paper leaves out is said on paper, by the number that the style sheet has', async () => {
  const functions = Array.from({ length: 70 }, (_, i) => `f${i}`);
  const tree = treeFromFolded(functions.map((name, i) => `${name} ${i + 1}`));
  const html = await htmlReport({ ...QUESTION, table: buildTopTable(tree, 'function') });
  expect(html).toContain('<p class="printed">The first 60 rows; the file has 70.</p>');
  expect(html).toMatch(/nth-child\(n ?\+ ?61\)/);
});
