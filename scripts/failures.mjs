// What failed in a whole run, told again at its end: of a long output often only the end is kept.

const LINES = 12;

/** The first lines of an error, without colours of a terminal. */
function firstLines(text) {
  const lines = text.replace(/\u001b\[[0-9;]*m/g, '').split('\n');
  return lines
    .filter((line) => line.trim() !== '')
    .slice(0, LINES)
    .map((line) => `    ${line}`);
}

/** Failed tests, and files that could not be loaded, of what Vitest's JSON reporter writes. */
export function failuresOfVitest(json) {
  return json.testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [[name, ...firstLines(message)]];
    return failed.map((test) => [
      `${name} > ${test.fullName}`,
      ...firstLines(test.failureMessages.join('\n')),
    ]);
  });
}

/** Tests that did not end as they should of what Playwright's JSON reporter writes, suites within suites. */
export function failuresOfPlaywright(json) {
  const inSuite = (suite) => [
    ...(suite.suites ?? []).flatMap(inSuite),
    ...(suite.specs ?? [])
      .filter((spec) => !spec.ok)
      .map((spec) => [
        `${spec.file}:${spec.line} > ${spec.title}`,
        ...firstLines(
          spec.tests
            .flatMap((test) => test.results)
            .flatMap((result) => result.errors)
            .map((error) => error.message ?? '')
            .join('\n'),
        ),
      ]),
  ];
  const outside = (json.errors ?? []).map((error) => [
    'outside of any test',
    ...firstLines(error.message ?? ''),
  ]);
  return [...json.suites.flatMap(inSuite), ...outside];
}
