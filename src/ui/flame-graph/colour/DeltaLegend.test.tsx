import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { treeFromFolded, unite } from '#profile';
import { DeltaLegend } from './DeltaLegend';
import { comparedWidths, type WidthMeasure } from '../widths';

test('says what colours and hatches mean, in words', () => {
  render(<DeltaLegend />);
  const legend = screen.getByRole('group', { name: 'Legend' });
  expect(legend.textContent).toContain('new');
  expect(legend.textContent).toContain('gone');
  expect(legend.textContent).toContain('colour: (comparison − baseline) ÷ baseline');
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'Blue shrank, grey changed by less than 2 %, orange grew',
  );
  expect(screen.getByTitle('grew by 100 % or more')).toBeTruthy();
  expect(screen.getByTitle('shrank by 10 % to 25 %')).toBeTruthy();
});

test.each<[WidthMeasure, string, number[]]>([
  ['both', 'width: baseline + comparison', [6, 1, 3, 2]],
  ['baseline', 'width: baseline', [2, 1, 1, 0]],
  ['comparison', 'width: comparison', [4, 0, 2, 2]],
])('the width %s is what its formula says', (measure, formula, widths) => {
  render(<DeltaLegend width={measure} />);
  expect(screen.getByText(formula)).toBeTruthy();
  const tree = unite([treeFromFolded(['a 1', 'b 1']), treeFromFolded(['b 2', 'c 2'])]);
  expect([...comparedWidths(tree, measure)]).toEqual(widths);
});

test('a profile has no two sides', () => {
  expect(() => comparedWidths(treeFromFolded(['a 1']), 'both')).toThrow(RangeError);
});
