import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitName } from './split-name';

test.each([
  ['net/http.(*conn).serve', ['net/', 'http', '.(*conn).serve']],
  ['main.main', ['', 'main', '.main']],
  ['github.com/acme/shop/v2.Quote', ['github.com/acme/', 'shop/v2', '.Quote']],
  ['a/hashing.(*HashTable[go.shape.int32]).lookup', ['a/', 'hashing', '.(*HashTable[…]).lookup']],
  ['x.Map[go.shape.[]example.com/x.T,int].Get', ['', 'x', '.Map[…].Get']],
  ['java.util.HashMap.put', ['java.', 'util', '.HashMap.put']],
  ['gopkg.in/yaml%2ev2.Unmarshal', ['', '', 'gopkg.in/yaml%2ev2.Unmarshal']],
  ['is this[0-9]+', ['', '', 'is this[0-9]+']],
  ['open[unclosed', ['', '', 'open[unclosed']],
  ['std::vector<int, std::allocator<int>>::push_back', ['', 'std', '::vector<…>::push_back']],
  ['map<int, A<int>>::find<long>(f<int>)', ['', 'map', '<…>::find<…>(f<…>)']],
  ['apply<decltype(x->y), int>', ['', '', 'apply<…>']],
  ['<shop::Cart as core::fmt::Display>::fmt', ['', '', '<shop::Cart as core::fmt::Display>::fmt']],
  ['ns::operator<', ['', 'ns', '::operator<']],
  ['ns::operator<<<char>', ['', 'ns', '::operator<<<char>']],
  ['main::<lambda(int)>', ['', 'main', '::<lambda(int)>']],
  ['Object.<anonymous>', ['', 'Object', '.<anonymous>']],
  ['a<unclosed', ['', '', 'a<unclosed']],
  ['malloc', ['', '', 'malloc']],
  ['', ['', '', '']],
])('%s is %j', (name, parts) => {
  const { path, last, own } = splitName(name, 'function');
  expect([path, last, own]).toEqual(parts);
});

test('of a file, the directory gives way', () => {
  expect(splitName('/go/src/shop/quote.go', 'file')).toEqual({
    ...{ path: '/go/src/shop/', last: '', own: 'quote.go' },
  });
});

test('nothing of a name is lost but what stands in brackets', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('function', 'file'), (name, by) => {
      const { path, last, own } = splitName(name, by as 'function' | 'file');
      const pieces = (path + last + own).split(/\[…\]|<…>/);
      let at = 0;
      for (const piece of pieces) {
        expect(name.indexOf(piece, at)).toBeGreaterThanOrEqual(at);
        at = name.indexOf(piece, at) + piece.length;
      }
      if (pieces.length === 1) expect(path + last + own).toBe(name);
    }),
  );
});
