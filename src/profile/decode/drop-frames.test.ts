import { expect, test } from 'vitest';
import { shortestTime } from '../../../tests/support/shortest-time';
import { decodePprof } from './decode-pprof';
import { dropRule } from './drop-frames';
import { foldTree } from '../tree/folded';
import { writePprof } from './pprof.fixture';
import { ProfileError } from '../profile-error';

const dropped = (drop: string, keep: string, name: string) => dropRule(drop, keep)?.(name) ?? false;

test.each([
  { drop: '', keep: '', name: 'malloc', is: false },
  { drop: 'malloc|free', keep: '', name: 'malloc', is: true },
  { drop: 'malloc|free', keep: '', name: 'mallocgc', is: false },
  { drop: 'a.*', keep: 'abc', name: 'abc', is: false },
  { drop: 'a.*', keep: 'abc', name: 'abcd', is: true },
  { drop: 'std::sort', keep: '', name: 'std::sort(int*, int*)', is: true },
  { drop: 'ppc', keep: '', name: '.ppc', is: true },
  {
    drop: '\\(anonymous namespace\\)::f',
    keep: '',
    name: '(anonymous namespace)::f(int)',
    is: true,
  },
  { drop: 'T::operator\\(\\)', keep: '', name: 'T::operator()(int)', is: true },
])('drop "$drop", keep "$keep": $name $is', ({ drop, keep, name, is }) => {
  expect(dropped(drop, keep, name)).toBe(is);
});

test.each([
  { drop: '(?i)MALLOC', name: 'malloc', is: true },
  { drop: 'm[[:alpha:]]+', name: 'malloc', is: true },
  { drop: '\\Qoperator new[]\\E', name: 'operator new[]', is: true },
  { drop: '\\pL+', name: 'größe', is: true },
  { drop: 'a.b', name: 'a\nb', is: false },
])('Go: drop "$drop": $name $is', ({ drop, name, is }) => {
  expect(dropped(drop, '', name)).toBe(is);
});

test('an expression that is none is an error that says which', () => {
  expect(() => dropRule('a(?=b)', '')).toThrow(ProfileError);
  expect(() => dropRule('a(?=b)', '')).toThrow(
    'drop_frames: not a regular expression: invalid or unsupported Perl syntax: (?=',
  );
  expect(() => dropRule('a', '(')).toThrow(
    'keep_frames: not a regular expression: missing closing )',
  );
});

test('a profile of 120 bytes cannot stop its reader', async () => {
  const bytes = writePprof({
    functions: [{ id: 1, name: `${'a'.repeat(60)}!` }],
    locations: [{ id: 1, lines: [1] }],
    samples: [{ stack: [1], values: [5] }],
    more: (out, text) => out.int(7, text('(a+)+')),
  });
  expect(bytes.length).toBeLessThan(150);
  const read = () => expect(foldTree(decodePprof(bytes).tree)).toEqual([`${'a'.repeat(60)}! 5`]);
  expect(await shortestTime(read, 50)).toBeLessThan(50);
});
