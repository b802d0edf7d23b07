import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildTopTable, decodeProfile, foldTree } from '#profile';

const FOLDER = new URL('../fixtures/formats/', import.meta.url);
const read = (name: string) => new Uint8Array(readFileSync(new URL(name, FOLDER)));

/** `self total name` of each function, but for those of the runtime, which Go's text leaves out in places. */
function rows(name: string, sampleType: string): string[] {
  const { names, columns } = buildTopTable(decodeProfile(read(name), sampleType).tree, 'function');
  const { self, total } = columns[0]!;
  return names.map((each, i) => `${self[i]} ${total[i]} ${each}`).sort();
}

const TOTALS = new TextDecoder()
  .decode(read('pprof-totals.txt'))
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [file: string, type: string, total: string]);

test.each(TOTALS)('%s, %s: the total is what go tool pprof prints, %s', (file, type, total) => {
  const { tree, sampleType, sum } = decodeProfile(read(file), type);
  expect(sampleType.type).toBe(type);
  expect(String(sum)).toBe(String(tree.columns[0]!.total[0]));
  expect(tree.columns[0]!.total[0]).toBe(parseInt(total, 10));
});

test.each([
  ['heap', 'inuse_space'],
  ['heap', 'alloc_objects'],
  ['block', 'delay'],
  ['mutex', 'delay'],
])('Go’s %s as text has the functions of the pprof of the same moment (%s)', (name, type) => {
  expect(rows(`go-${name}.debug1.txt`, type)).toEqual(rows(`go-${name}.pb.gz`, type));
});

test('what Go’s text does not name stays an address, but goexit, which pprof leaves out', () => {
  const { tree } = decodeProfile(read('go-goroutine.debug1.txt'));
  expect(foldTree(tree)).toContain('main.waiter;0x415431;0x4158ed;0x47df4d 7');
});

test('addresses are those of their file', () => {
  expect(foldTree(decodeProfile(read('gperftools-cpu.prof'), 'samples').tree)[0]).toMatch(
    /^\[shop\] 0x1070;\[libc\.so\.6\] 0x27304;\[libc\.so\.6\] 0x27249;\[shop\] 0x[0-9a-f]+/,
  );
  const binaries = buildTopTable(decodeProfile(read('tcmalloc.heap')).tree, 'binary');
  expect(binaries.names).toContain('shop');
  expect(binaries.columns[0]!.self[binaries.names.indexOf('shop')]).toBe(10_000_000);
});

test('what is folded adds up', () => {
  expect(decodeProfile(read('perf.folded')).sum).toBe(52n);
});

/* These two tools cannot be had where the fixtures are made: texts in the form that their documentation and source give, not their own files. */
test('py-spy’s raw: a frame is a function in its file, whichever of its lines ran', () => {
  const text = [
    '<module> (app.py:19);checkout (shop/app.py:14);quote (shop/app.py:10);<genexpr> (shop/app.py:10) 31',
    '<module> (app.py:19);checkout (shop/app.py:15);quote (shop/app.py:11) 4',
    '<module> (app.py:20);_find_and_load (<frozen importlib._bootstrap>:1007) 2',
  ].join('\n');
  const { tree, sum } = decodeProfile(new TextEncoder().encode(text));
  expect(sum).toBe(37n);
  const { names, columns } = buildTopTable(tree, 'function');
  const total = (name: string) => columns[0]!.total[names.indexOf(name)];
  expect([total('quote'), total('checkout'), total('<module>')]).toEqual([35, 35, 37]);
  const files = buildTopTable(tree, 'file');
  expect(files.columns[0]!.total[files.names.indexOf('shop/app.py')]).toBe(35);
  expect(files.names).toContain('<frozen importlib._bootstrap>');
});

test('async-profiler’s collapsed: names of Java and C++ as they are, with blanks in them', () => {
  const text = [
    'shop/Main.main;shop/Cart.save 21',
    'shop/Main.main;shop/Cart.save;java/io/DataOutputStream.writeInt_[j] 5',
    'start_thread;Thread::call_run;void Heap::walk<Scan>(A*, int) 12',
  ].join('\n');
  const { tree, sum, sampleTypes } = decodeProfile(new TextEncoder().encode(text));
  expect(sum).toBe(38n);
  expect(sampleTypes).toEqual([{ type: 'samples', unit: 'count' }]);
  expect(foldTree(tree)).toEqual(text.split('\n'));
});

test('what a file says of itself', () => {
  expect(decodeProfile(read('gperftools-cpu.prof'))).toMatchObject({
    period: 10_000_000,
    periodType: { type: 'cpu', unit: 'nanoseconds' },
    sampleType: { type: 'cpu', unit: 'nanoseconds' },
  });
  const v8 = decodeProfile(read('node.cpuprofile'));
  expect(v8.sampleTypes.map(({ type }) => type)).toEqual(['samples', 'wall']);
  expect(v8.durationNanos).toBeGreaterThan(v8.sum);
});
