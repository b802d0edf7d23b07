import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, expect, test } from 'vitest';
import { compileDemangler, createDemangler } from './demangler';

const wasm = readFileSync(
  createRequire(import.meta.url).resolve('gecko-profiler-demangle/index_bg.wasm'),
);
let module: WebAssembly.Module;

beforeAll(async () => {
  module = await compileDemangler(wasm);
});

// As c++filt and rustfilt print them, but for the space in `> >`, which is LLVM's.
test.each([
  ['_ZN3foo3barEv', 'foo::bar()'],
  ['__ZN3foo3barEv', 'foo::bar()'],
  [
    '_ZNSt6vectorIiSaIiEE9push_backERKi',
    'std::vector<int, std::allocator<int> >::push_back(int const&)',
  ],
  ['_ZN3foo3barEv.isra.0', 'foo::bar() [clone .isra.0]'],
  ['_ZNKSt8functionIFvvEEclEv', 'std::function<void ()>::operator()() const'],
  ['_ZN4core3fmt9Formatter3pad17h0123456789abcdefE', 'core::fmt::Formatter::pad'],
  ['_RNvCs1234_7mycrate3foo', 'mycrate::foo'],
  ['_RINvNtC3std3mem8align_ofdE', 'std::mem::align_of::<f64>'],
  ['?foo@@YAXXZ', 'foo(void)'],
])('%s is %s', (mangled, readable) => {
  expect(createDemangler(module).demangle(mangled)).toBe(readable);
});

test.each(['_Zxx', '_ZN3foo3barEv@plt', '_RestoreRegisters', '?', '__ZNot', '_Z\u00fc', '_Z\0'])(
  '%j is nothing that was mangled, and stays',
  (name) => {
    expect(createDemangler(module).demangle(name)).toBe(name);
  },
);

/** Of n + 1 arguments each of which names the one before twice: 2^n types. */
function bomb(n: number): string {
  let name = '_Z1f1AIiiE';
  for (let i = 0; i < n; i++) {
    const last = `S${i.toString(36).toUpperCase()}_`;
    name += `S_I${last}${last}E`;
  }
  return name;
}

test('a name of some hundred characters that stands for gigabytes stays, and names after it are read', () => {
  const { demangle, left } = createDemangler(module);
  expect(demangle(bomb(5))).toMatch(/^f\(A<int, int>, A<A<int, int>, A<int, int> >, /);
  for (const n of [20, 25, 34]) expect(demangle(bomb(n))).toBe(bomb(n));
  expect(left()).toBe(3);
  expect(demangle('_ZN3foo3barEv')).toBe('foo::bar()');
});

test('names that ask for more than the stack has stay', () => {
  const { demangle } = createDemangler(module);
  for (const name of [`_ZL${'Z'.repeat(5000)}`, `?f@@YAX${'PA'.repeat(5000)}H@Z`])
    expect(demangle(name)).toBe(name);
  expect(demangle('_ZN3foo3barEv')).toBe('foo::bar()');
});

test('a name longer than any function has is not looked at', () => {
  const { demangle, left } = createDemangler(module);
  const name = `_Z20000${'a'.repeat(20000)}v`;
  expect(demangle(name)).toBe(name);
  expect(left()).toBe(1);
});

test('all names of a profile together have a limit: the rest stays', () => {
  const { demangle, left } = createDemangler(module);
  for (let i = 0; i < 40; i++) demangle(bomb(30));
  expect(left()).toBe(40);
  expect(demangle('_ZN3foo3barEv')).toBe('_ZN3foo3barEv');
  expect(left()).toBe(41);
  expect(createDemangler(module).demangle('_ZN3foo3barEv')).toBe('foo::bar()');
});

test.each([
  ['nothing', new Uint8Array(0)],
  ['a page of HTML', new TextEncoder().encode('<!doctype html><title>Not found</title>')],
  ['half of it', wasm.subarray(0, 5000)],
])('%s is no demangler', async (_, bytes) => {
  await expect(compileDemangler(bytes)).rejects.toThrow();
});
