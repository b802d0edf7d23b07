import { expect, test } from 'vitest';
import { failuresOfPlaywright, failuresOfVitest } from '../../scripts/failures.mjs';

const RED = '\u001b[31m';

test('a failed test is named with its file and the first lines of its error, without colours', () => {
  const assertionResults = [
    { fullName: 'a table sorts', status: 'passed', failureMessages: [] },
    {
      fullName: 'a table filters',
      status: 'failed',
      failureMessages: [`${RED}expected 1\n\ngot 2`],
    },
  ];
  const report = {
    testResults: [{ name: 'table.test.ts', message: '', status: 'failed', assertionResults }],
  };
  expect(failuresOfVitest(report)).toEqual([
    ['table.test.ts > a table filters', '    expected 1', '    got 2'],
  ]);
});

test('a file that could not be loaded is a failure, although none of its tests ran', () => {
  const report = {
    testResults: [
      { name: 'a.test.ts', message: 'no such module', status: 'failed', assertionResults: [] },
      { name: 'b.test.ts', message: '', status: 'passed', assertionResults: [] },
    ],
  };
  expect(failuresOfVitest(report)).toEqual([['a.test.ts', '    no such module']]);
});

test('a test of the browser is found in suites within suites, and errors outside of tests too', () => {
  const spec = (title: string, ok: boolean) => ({
    title,
    ok,
    file: 'links.spec.ts',
    line: 7,
    tests: [{ results: [{ errors: ok ? [] : [{ message: 'not visible' }] }] }],
  });
  const report = {
    suites: [{ suites: [{ specs: [spec('reload', true), spec('share', false)] }] }],
    errors: [{ message: 'no browser' }],
  };
  expect(failuresOfPlaywright(report)).toEqual([
    ['links.spec.ts:7 > share', '    not visible'],
    ['outside of any test', '    no browser'],
  ]);
});
