import { expect, test } from 'vitest';
import { treeFromFolded, unite } from '#profile';
import { colourByChange, colourByPackage } from '../colour/colour-scheme';
import { paletteKeys } from './svg-legend';
import { flameGraphSvg } from './svg-picture';
import { buildWidths, comparedWidths } from '../widths';

const parse = (svg: string) => new DOMParser().parseFromString(svg, 'image/svg+xml');

test('every frame with its share and value, and what is too narrow by number', () => {
  const tree = treeFromFolded(['main;serve 600', 'main;work 399.9', 'main;tiny 0.1']);
  const svg = flameGraphSvg({
    ...{ tree, widths: buildWidths(tree, tree.columns), colour: colourByPackage(tree) },
    ...{ title: 'CPU time', lines: ['shop/1', 'nanoseconds'], legend: [] },
    valueOf: (node) => `${tree.columns[0]!.total[node]} ns`,
  });
  const document = parse(svg);
  const tips = [...document.querySelectorAll('g > title')].map((tip) => tip.textContent);
  expect(tips).toContain('serve\n600 ns · 60 % of the width');
  const words = [...document.querySelectorAll('text')].map((each) => each.textContent);
  expect(words).toEqual(expect.arrayContaining(['CPU time', 'shop/1', 'nanoseconds', 'serve']));
  expect(words.at(-1)).toBe('1 frames too narrow to be drawn one by one: 0.01 %');
});

test('of a comparison: the legend, hatches; names are text whatever is in them', () => {
  const tree = unite([treeFromFolded(['a 10']), treeFromFolded(['a 5', '<script>"&\u0001 7'])]);
  const document = parse(
    flameGraphSvg({
      ...{ tree, widths: comparedWidths(tree, 'both'), colour: colourByChange(tree) },
      ...{ title: '<b>', lines: [], legend: paletteKeys('change', 'noise'), valueOf: () => '' },
    }),
  );
  expect(document.querySelector('script')).toBeNull();
  expect(document.querySelectorAll('rect[fill="url(#new)"]')).toHaveLength(2);
  const words = [...document.querySelectorAll('text')].map((each) => each.textContent);
  expect(words).toEqual(expect.arrayContaining(['<b>', '−100 %', 'new', '▼ a']));
  expect(words).toContain('new: <script>"&\\u{1}');
});

test('a long answer is there as a whole, in lines that fit, above the frames', () => {
  const tree = treeFromFolded(['main 1']);
  const answer =
    `pkg.${'Long'.repeat(20)} +35.9 % (at equal load +22 to +68 %), under main, `.repeat(6);
  const picture = parse(
    flameGraphSvg({
      ...{ tree, widths: buildWidths(tree, tree.columns), colour: colourByPackage(tree) },
      ...{ title: 'CPU time', lines: [answer, 'values in cores'], valueOf: () => '' },
      legend: [{ slot: 3, text: 'a package '.repeat(40) }, { text: 'width: total' }],
    }),
  );
  const texts = [...picture.querySelectorAll('text')];
  const words = texts.map(({ textContent }) => textContent).join(' ');
  expect(words.replaceAll(' ', '')).toContain(answer.replaceAll(' ', ''));
  expect(words.match(/a package/g)).toHaveLength(40);
  const bottomOf = (text: string) =>
    Number(texts.find(({ textContent }) => textContent === text)!.getAttribute('y'));
  const frames = [...picture.querySelectorAll('g > title')].map(({ parentElement }) =>
    Number(parentElement!.querySelector('rect')!.getAttribute('y')),
  );
  expect(Math.min(...frames)).toBeGreaterThan(bottomOf('width: total'));
  expect(bottomOf('width: total')).toBeGreaterThan(bottomOf('values in cores'));
  for (const { textContent } of texts) expect(textContent.length).toBeLessThan(200);
});
