import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTopTable, treeFromFolded, unite } from '#profile';
import { delimitedTable } from './delimited-table';
import { foldedLines } from './folded-lines';
import { markdownTable } from './markdown-table';

const BEFORE = treeFromFolded(['main;quote 30', 'main;encode 10', 'main 5']);
const AFTER = treeFromFolded(['main;quote 50', 'main;=SUM(A1) 4', 'main 5']);
const BOTH = unite([BEFORE, AFTER]);
const table = buildTopTable(BOTH, 'function');

test('CSV: exact values, deltas, what grew most first; no name is a formula', () => {
  expect(delimitedTable(table, 'nanoseconds', 'csv').split('\r\n')).toEqual([
    'name,baseline self (nanoseconds),baseline total (nanoseconds),comparison self (nanoseconds),comparison total (nanoseconds),delta self (nanoseconds),delta total (nanoseconds)',
    'quote,30,30,50,50,20,20',
    'main,5,45,5,59,0,14',
    "'=SUM(A1),0,0,4,4,4,4",
    'encode,10,10,0,0,-10,-10',
    '',
  ]);
  const odd = buildTopTable(treeFromFolded(['a,"b" 1']), 'function');
  expect(delimitedTable(odd, 'B', 'csv')).toContain('"a,""b""",1,1\r\n');
});

test('CSV and TSV: verdict, interval and q of each row, exact, empty where they are not known', () => {
  const judged = {
    of: (name: string) =>
      name === 'quote'
        ? { verdict: 'grew', interval: [7.25, 31.5] as const, q: 0.0036123 }
        : { verdict: 'too few samples' },
    caution: 'interim: 12 of 40 slices',
  };
  const lines = delimitedTable(table, 'ns', 'csv', judged).split('\r\n');
  expect(lines[0]).toMatch(
    /,delta total \(ns\),verdict \(interim: 12 of 40 slices\),interval low \(ns\),interval high \(ns\),q$/,
  );
  expect(lines[1]).toBe('quote,30,30,50,50,20,20,grew,7.25,31.5,0.0036123');
  expect(lines[2]).toBe('main,5,45,5,59,0,14,too few samples,,,');
  const tsv = delimitedTable(table, 'ns', 'tsv', { of: judged.of }).split('\n');
  expect(tsv[0]).toMatch(/\tverdict\tinterval low \(ns\)\tinterval high \(ns\)\tq$/);
  expect(new Set(tsv.slice(0, -1).map((line) => line.split('\t').length))).toEqual(new Set([11]));
});

test('TSV: of one profile, by self, names as they are', () => {
  const one = buildTopTable(AFTER, 'function');
  expect(delimitedTable(one, 'count', 'tsv')).toBe(
    'name\tself (count)\ttotal (count)\nquote\t50\t50\nmain\t5\t59\n=SUM(A1)\t4\t4\n',
  );
});

test('folded stacks of both sides', () => {
  expect(foldedLines(BOTH)).toBe(
    'main 5 5\nmain;=SUM(A1) 0 4\nmain;encode 10 0\nmain;quote 30 50\n',
  );
});

test('folded stacks of one side are read as they were written, and add up', () => {
  const stack = fc.array(fc.constantFrom('a', 'b', 'c d'), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(fc.tuple(stack, fc.integer({ min: 1, max: 99 }))), (stacks) => {
      const tree = treeFromFolded(stacks.map(([names, value]) => `${names.join(';')} ${value}`));
      const lines = foldedLines(tree).split('\n').filter(Boolean);
      expect(treeFromFolded(lines)).toEqual(tree);
    }),
  );
});

test('Markdown: facts, what changed most, and how many are left out', () => {
  const both = unite([BEFORE, treeFromFolded(['main;new 9', 'main 5'])]);
  const text = markdownTable(buildTopTable(both, 'function'), {
    title: 'CPU time <b>',
    lines: ['delta = comparison - baseline'],
    unit: 'nanoseconds',
    mostRows: 3,
  });
  expect(text.split('\n')).toEqual([
    '### CPU time \\<b\\>',
    '',
    '- delta = comparison - baseline',
    '',
    '| baseline self, ns | baseline total, ns | comparison self, ns | comparison total, ns | delta self, ns | delta total, ns | function |',
    '| ---: | ---: | ---: | ---: | ---: | ---: | --- |',
    '| 5 | 45 | 5 | 14 | 0 | −31 | `main` |',
    '| 30 | 30 | 0 | 0 | −30 | −30 | `quote` |',
    '| 10 | 10 | 0 | 0 | −10 | −10 | `encode` |',
    '',
    '1 more rows are left out.',
    '',
  ]);
});

test('Markdown: what is known of noise stands beside the number', () => {
  const both = unite([BEFORE, treeFromFolded(['main;new 9', 'main 5'])]);
  const text = markdownTable(buildTopTable(both, 'function'), {
    ...{ title: '', lines: [], unit: 'count', mostRows: 1 },
    verdictOf: (name) => `${name} shrank, -50 to -20 %`,
  });
  expect(text).toContain('| delta total | verdict, 95 % | function |');
  expect(text).toContain('| −31 | main shrank, -50 to -20 % | `main` |');
});

test('Markdown: a name stays in its cell', () => {
  const facts = { title: '', lines: [], unit: 'count', mostRows: 9 };
  const text = markdownTable(buildTopTable(treeFromFolded(['a|b`<img> 9']), 'function'), facts);
  expect(text).toContain('| 9 | 9 | `a\\|bˋ<img>` |');
});
