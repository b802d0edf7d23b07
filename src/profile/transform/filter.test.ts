import { expect, test } from 'vitest';
import { filterTree, type FrameFilter } from './filter';
import { foldTree, treeFromFolded } from '../tree/folded';
import { frameOf } from '../tree/frame-table';
import { ProfileError } from '../profile-error';
import { treeOf } from '../tree-laws.fixture';

const STACKS = [
  '(no stack) 3',
  'main;gc 20',
  'main;serve 5',
  'main;serve;gc;mark 7',
  'main;serve;json 40',
];
const on = (kind: FrameFilter['kind'], pattern: string, regex = false): FrameFilter => ({
  kind,
  field: 'function',
  pattern,
  regex,
});

const cases: { name: string; filters: FrameFilter[]; left: string[]; removed: number }[] = [
  { name: 'no filter changes nothing', filters: [], left: STACKS, removed: 0 },
  {
    name: 'keepStack keeps whole stacks',
    filters: [on('keepStack', 'gc')],
    left: ['main;gc 20', 'main;serve;gc;mark 7'],
    removed: 48,
  },
  {
    name: 'several keepStack must all match, anywhere in the stack',
    filters: [on('keepStack', 'gc'), on('keepStack', 'serve')],
    left: ['main;serve;gc;mark 7'],
    removed: 68,
  },
  {
    name: 'dropStack drops whole stacks, not the self of their callers',
    filters: [on('dropStack', 'gc')],
    left: ['(no stack) 3', 'main;serve 5', 'main;serve;json 40'],
    removed: 27,
  },
  {
    name: 'hideFrame gives self and callees to the caller',
    filters: [on('hideFrame', 'serve')],
    left: ['(no stack) 3', 'main 5', 'main;gc 20', 'main;gc;mark 7', 'main;json 40'],
    removed: 0,
  },
  {
    name: 'a stack of which no frame is left is removed',
    filters: [on('hideFrame', 'main'), on('hideFrame', 'gc')],
    left: ['(no stack) 3', 'serve 5', 'serve;json 40', 'serve;mark 7'],
    removed: 20,
  },
  {
    name: 'keepFrame leaves only what matches',
    filters: [on('keepFrame', '^(serve|gc)$', true)],
    left: ['gc 20', 'serve 45', 'serve;gc 7'],
    removed: 3,
  },
  {
    name: 'showFrom starts stacks at the outermost match',
    filters: [on('showFrom', '^(serve|mark)$', true)],
    left: ['serve 5', 'serve;gc;mark 7', 'serve;json 40'],
    removed: 23,
  },
  {
    name: 'stack filters see what frame filters hide, whatever their order',
    filters: [on('hideFrame', 'gc'), on('keepStack', 'gc')],
    left: ['main 20', 'main;serve;mark 7'],
    removed: 48,
  },
  {
    name: 'showFrom looks at what is left of the frames',
    filters: [on('showFrom', 'serve'), on('hideFrame', 'serve')],
    left: [],
    removed: 75,
  },
  {
    name: 'plain text is no regular expression',
    filters: [on('keepStack', 'm.*n')],
    left: [],
    removed: 75,
  },
  {
    name: 'a pattern is in its exact case',
    filters: [on('dropStack', 'MAIN')],
    left: STACKS,
    removed: 0,
  },
];

test.each(cases)('$name', ({ filters, left, removed }) => {
  const filtered = filterTree(treeFromFolded(STACKS), filters);
  expect(foldTree(filtered.tree)).toEqual(left);
  expect(filtered.removed).toEqual([removed]);
});

const frames = [
  frameOf({ functionName: 'net/http.Get', fileName: 'http/client.go', mapping: '/bin/shop' }),
  frameOf({ functionName: 'read', fileName: 'read.c', mapping: '/lib/libc.so.6' }),
  frameOf({ address: 0x10n, mapping: '/lib/libc.so.6' }),
];
const tree = treeOf(
  frames.map((frame, i) => ({ stack: [frame], values: [1 << i] })),
  1,
);

test.each([
  { field: 'file', pattern: '.go', left: ['net/http.Get 1'] },
  { field: 'binary', pattern: '/lib/libc', left: ['[libc.so.6] 0x10 4', 'read 2'] },
  { field: 'package', pattern: 'net/http', left: ['net/http.Get 1'] },
  { field: 'function', pattern: '0x10', left: ['[libc.so.6] 0x10 4'] },
] as const)('a filter looks at the $field', ({ field, pattern, left }) => {
  const filtered = filterTree(tree, [{ kind: 'keepStack', field, pattern }]);
  expect(foldTree(filtered.tree)).toEqual(left);
});

test('frames of no stack leave the table', () => {
  expect(filterTree(tree, [on('keepStack', 'read')]).tree.frames.functionName).toEqual(['read']);
});

test('a bad regular expression says which filter', () => {
  const bad = () => filterTree(tree, [on('keepStack', '('), on('dropStack', '(', true)]);
  expect(bad).toThrow(ProfileError);
  expect(bad).toThrow(/^filters\[1\]\.pattern: .*missing closing \)/);
});
