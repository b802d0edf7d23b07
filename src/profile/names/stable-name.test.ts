import { expect, test } from 'vitest';
import { shortestTime } from '../../../tests/support/shortest-time';
import { stableName } from './stable-name';

test.each([
  ['main.run.func1', 'main.run.func2'],
  ['main.(*server).run.func1.2', 'main.(*server).run.func3.1'],
  ['main.run.func1.gowrap2', 'main.run.func1.gowrap1'],
  ['main.run.deferwrap1', 'main.run.deferwrap2'],
  ['main.walk.func1-range2', 'main.walk.func1-range1'],
  ['slices.Sort[go.shape.int_0]', 'slices.Sort[go.shape.int_1]'],
  ['app::run::h0123456789abcdef', 'app::run::hfedcba9876543210'],
  ['core[3f2a9c1d]::iter::fold', 'core[9b1e7d22]::iter::fold'],
  ['app::run::{closure#0}', 'app::run::{closure#1}'],
  [
    'run(int)::{lambda(int)#1}::operator()(int) const',
    'run(int)::{lambda(int)#2}::operator()(int) const',
  ],
  ['parse(char*)::$_0', 'parse(char*)::$_3'],
  ['inflate.constprop.0', 'inflate.constprop.1'],
  ['work.llvm.1234567890', 'work.llvm.987654'],
  [
    'com.shop.Cart$$Lambda$123/0x00000008000c1440.run',
    'com.shop.Cart$$Lambda$7/0x0000000800aa1440.run',
  ],
  ['com.shop.Cart$$Lambda/0x0000000800123.run', 'com.shop.Cart$$Lambda/0x0000000800456.run'],
  ['com.shop.Cart.lambda$total$3', 'com.shop.Cart.lambda$total$4'],
  ['com.shop.Cart$1.run', 'com.shop.Cart$2.run'],
  [
    'jdk.internal.reflect.GeneratedMethodAccessor12.invoke',
    'jdk.internal.reflect.GeneratedMethodAccessor3.invoke',
  ],
  ['Shop.Cart.<Total>b__0_1', 'Shop.Cart.<Total>b__2_0'],
  ['Shop.Cart.<>c__DisplayClass3_0.<Total>b__1', 'Shop.Cart.<>c__DisplayClass4_0.<Total>b__1'],
])('%s and %s are one function', (before, after) => {
  expect(before).not.toBe(after);
  expect(stableName(before)).toBe(stableName(after));
});

test.each([
  ['main.run', 'main.run2'],
  ['main.run.func1', 'main.stop.func1'],
  ['crypto/sha256.block', 'crypto/sha512.block'],
  ['main.f.func1', 'main.f'],
  ['main.func2http', 'main.func3http'],
  ['app::v1::run', 'app::v2::run'],
  ['com.shop.Cart$Item.run', 'com.shop.Cart$Line.run'],
  ['utf8_decode', 'utf16_decode'],
])('%s and %s are two', (before, after) => {
  expect(stableName(before)).not.toBe(stableName(after));
});

test.each([
  'main.main',
  'shop/pricing.Quote',
  'runtime.gcBgMarkWorker',
  'std::vector<int>::push_back',
  '',
])('%s is as it is', (name) => expect(stableName(name)).toBe(name));

test.each([
  'go.shape.',
  '.func1',
  '::h0',
  '[0',
  '{lambda(',
  '$$Lambda',
  'lambda$',
  '$$',
  '__1',
  '-range',
])('%s ten thousand times takes no longer than its letters', async (part) => {
  const name = part.repeat(10_000);
  expect(await shortestTime(() => stableName(name), 50)).toBeLessThan(50);
});
