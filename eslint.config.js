import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

/** Who may import whom, docs/architecture.md. A room that is not named may be imported by nobody in that row. */
const ROOMS = {
  pattern: [],
  profile: ['pattern'],
  series: ['pattern'],
  statistics: [],
  comparison: ['statistics', 'profile', 'series'],
  changes: ['statistics', 'comparison', 'profile', 'series'],
  targets: ['pattern', 'series'],
  sources: ['pattern', 'profile', 'series'],
  engine: ['changes', 'comparison', 'profile'],
  scan: [
    'changes',
    'comparison',
    'statistics',
    'engine',
    'sources',
    'targets',
    'pattern',
    'profile',
    'series',
  ],
  frames: ['sources', 'changes', 'comparison', 'profile', 'series'],
  replay: ['sources', 'pattern', 'profile', 'series'],
  archive: ['replay', 'sources', 'pattern', 'profile', 'series'],
  report: ['comparison', 'profile', 'series'],
  ui: ['changes', 'comparison', 'targets', 'profile', 'series'],
  pages: [
    'ui',
    'report',
    'scan',
    'sources',
    'engine',
    'changes',
    'comparison',
    'targets',
    'pattern',
    'profile',
    'series',
  ],
  hosts: [
    'pages',
    'scan',
    'ui',
    'report',
    'frames',
    'archive',
    'replay',
    'engine',
    'sources',
    'changes',
    'comparison',
    'targets',
    'statistics',
    'pattern',
    'profile',
    'series',
  ],
};
/** Which host may import which other one: the command line and the server are one Node program. */
const HOSTS = { app: [], datasource: [], panel: [], console: [], server: [], cli: ['server'] };
const PURE = [
  'pattern',
  'profile',
  'series',
  'statistics',
  'comparison',
  'changes',
  'targets',
  'report',
];
const REACT = [
  'react',
  'react/*',
  'react-dom',
  'react-dom/*',
  '@grafana/ui',
  '@tanstack/react-query',
  '@emotion/*',
];

const refuse = (patterns) => ['error', { patterns }];
const group = (names, message) => ({ group: names, message });
/** The patterns are gitignore's, where a bare # begins a comment. */
const door = (room) => `\\#${room}`;

/** Paths into a room past its door. Some rooms have folders that are called as another room: there only the way up leads out. */
const pathsInto = (room) =>
  room === 'ui'
    ? []
    : ['changes', 'targets', 'profile'].includes(room)
      ? [`../${room}/**`, `../../${room}/**`, `../../../${room}/**`]
      : [`**/${room}/**`];

/** A room reaches another one through its door (`#room`) and only in the directions of ROOMS. */
function boundary(room, allowed = ROOMS[room]) {
  const others = Object.keys(ROOMS).filter((other) => other !== room);
  const patterns = [
    ...others
      .filter((other) => !allowed.includes(other))
      .map((other) =>
        group([door(other)], `${room} must not import ${other} (docs/architecture.md)`),
      ),
    group([door(room)], 'inside a room import relatively, not through its own door'),
    group(others.flatMap(pathsInto), 'import another room through its door, #room'),
    group(['d3-flame-graph'], 'only src/report/viewer/ knows d3-flame-graph'),
  ];
  if (!['ui', 'pages', 'hosts'].includes(room))
    patterns.push(group(REACT, `${room} knows nothing of React`));
  if (room !== 'hosts')
    patterns.push(
      group(['@grafana/runtime'], 'only hosts/{app,datasource,panel} know Grafana at run time'),
    );
  if (room !== 'archive')
    patterns.push(group(['yauzl'], 'only archive, which runs in Node, reads zips from disk'));
  if (room !== 'replay') patterns.push(group(['@prometheus-io/*'], 'only replay reads PromQL'));
  if (room === 'replay') patterns.push(group(['node:*'], 'replay runs in browsers, too'));
  if (room !== 'pattern')
    patterns.push(group(['re2js'], 'only pattern compiles regular expressions: #pattern'));
  if (PURE.includes(room))
    patterns.push(group(['node:*', '@parca/*', '@protobuf-ts/*'], `${room} is pure`));
  return patterns;
}

/** The patterns hold for a folder; what is no test and no fixture imports no fixture either. */
function folderRules(folder, patterns) {
  const fixtures = group(['**/*.fixture'], 'only tests and other fixtures import a fixture');
  const rules = (refused) => ({ 'no-restricted-imports': refuse(refused) });
  return [
    { files: [`${folder}/**/*.{ts,tsx}`], rules: rules([...patterns, fixtures]) },
    { files: [`${folder}/**/*.{test,fixture}.{ts,tsx}`], rules: rules(patterns) },
  ];
}

const roomRules = Object.keys(ROOMS).flatMap((room) => folderRules(`src/${room}`, boundary(room)));

const hostRules = Object.entries(HOSTS).flatMap(([host, allowed]) =>
  folderRules(`src/hosts/${host}`, [
    ...boundary('hosts'),
    group(
      Object.keys(HOSTS)
        .filter((other) => other !== host && !allowed.includes(other))
        .map((other) => `**/${other}/**`),
      'hosts do not import each other; cli alone may import server',
    ),
    ...(['console', 'server', 'cli'].includes(host)
      ? [group(['@grafana/runtime'], `${host} does not run in Grafana`)]
      : []),
  ]),
);

const NAMED_EXPORTS = { selector: 'ExportDefaultDeclaration', message: 'named exports only' };
/** The engine backtracks: an expression that is not our own may take for ever. */
const NO_REGEXP_OF_TEXT = {
  selector: ':matches(NewExpression, CallExpression)[callee.name="RegExp"]',
  message: 'a text in a backtracking engine can stop the program: compilePattern of #pattern',
};
/** Tests compile what they wrote themselves. */
const patternRule = {
  files: ['src/**/*.{ts,tsx}', 'bin/**', 'scripts/**'],
  ignores: ['**/*.test.*', '**/*.fixture.*'],
  rules: { 'no-restricted-syntax': ['error', NAMED_EXPORTS, NO_REGEXP_OF_TEXT] },
};

/** In tests a page is given an archive's replay; what a browser loads has none. */
const pageTestRule = {
  files: ['src/pages/**/*.test.{ts,tsx}'],
  rules: { 'no-restricted-imports': refuse(boundary('pages', [...ROOMS.pages, 'archive'])) },
};
const archiveRule = {
  files: ['src/hosts/{app,datasource,panel,console}/**/*.{ts,tsx}'],
  ignores: ['**/*.test.*', '**/*.fixture.*'],
  rules: {
    '@typescript-eslint/no-restricted-imports': refuse([
      { ...group([door('archive')], 'archive runs in Node only'), allowTypeImports: true },
    ]),
  },
};

export default tseslint.config(
  {
    ignores: [
      'build/',
      'dist/',
      'node_modules/',
      'test-results/',
      'playwright-report/',
      'tests/fixtures/',
    ],
  },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'max-lines': ['error', 400],
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', NAMED_EXPORTS],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  patternRule,
  ...roomRules,
  pageTestRule,
  ...hostRules,
  archiveRule,
  {
    files: ['src/report/viewer/*.ts'],
    rules: {
      'no-restricted-imports': refuse([
        group(['#*', 'node:*'], 'what a report runs is built of little'),
      ]),
    },
  },
  { files: ['src/hosts/{cli,server}/**/*.ts', 'bench/**'], rules: { 'no-console': 'off' } },
  {
    // Playwright's fixtures take a function called `use`.
    files: ['tests/e2e/**'],
    rules: { 'react-hooks/rules-of-hooks': 'off' },
  },
  {
    files: ['*.config.{ts,js}', 'tests/**/*.config.ts', 'tests/e2e/global-setup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
