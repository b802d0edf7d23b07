import { expect, test } from 'vitest';
import { dropRule } from './drop-frames';
import { ProfileError } from './profile-error';

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

test('an expression that JavaScript cannot read is an error that says which', () => {
  expect(() => dropRule('(?i)a', '')).toThrow(ProfileError);
  expect(() => dropRule('a', '(')).toThrow(/^keep_frames: /);
});
