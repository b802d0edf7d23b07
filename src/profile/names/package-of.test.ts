import { expect, test } from 'vitest';
import { shortestTime } from '../../../tests/support/shortest-time';
import { packageOf } from './package-of';

test.each([
  ['main.main', 'main'],
  ['main.(*server).run.func1', 'main'],
  ['main.server.Handle.func1', 'main'],
  ['net/http.(*conn).serve', 'net/http'],
  ['time.Time.Sub', 'time'],
  ['github.com/acme/shop/v2.Quote', 'github.com/acme/shop/v2'],
  ['gopkg.in/yaml%2ev2.Unmarshal', 'gopkg.in/yaml.v2'],
  ['slices.SortFunc[go.shape.[]example.com/x.T,go.shape.int]', 'slices'],
  ['example.com/x.Map[...].Get', 'example.com/x'],
  ['type:.eq.shop/cart.Item', 'shop/cart'],
  ['java.util.HashMap.put', 'java.util'],
  ['com.acme.Shop$Cart.lambda$add$0', 'com.acme'],
  ['java/util/HashMap.put', 'java/util'],
  [
    'java.lang.Class jdk.internal.loader.Builtin$Loader.load(java.lang.String, boolean)',
    'jdk.internal.loader',
  ],
  ['byte[] java.util.Arrays.copyOf(byte[], int)', 'java.util'],
  ['slices.Map[go.shape.int go.shape.x](main)', 'slices'],
  ['std::sort', 'std'],
  ['void ns::vec<int>::push(int const&)', 'ns'],
  ['std::map<a b, c>::iterator ns::find<x>(std::string, int)', 'ns'],
  ['(anonymous namespace)::run()', '(anonymous namespace)'],
  ['core::iter::Iterator::next', 'core'],
  ['<alloc::vec::Vec<T> as core::ops::drop::Drop>::drop', 'alloc'],
  ['<&mut tokio::io::File as X>::read', 'tokio'],
  ['app.views.index', 'app'],
  ['malloc', ''],
  ['<module>', ''],
  ['(no stack)', ''],
  ['.text', ''],
  ['::', ''],
  ['', ''],
])('%s is of "%s"', (name, expected) => {
  expect(packageOf(name)).toBe(expected);
});

test('a long name takes no longer than its length', async () => {
  const ask = () => packageOf(`${'/'.repeat(300_000)}::f`);
  expect(await shortestTime(ask, 50)).toBeLessThan(50);
});
