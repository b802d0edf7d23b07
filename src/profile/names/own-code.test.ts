import { expect, test } from 'vitest';
import { shortestTime } from '../../../tests/support/shortest-time';
import { frameOf, FrameTableBuilder } from '../tree/frame-table';
import { treeFromFolded } from '../tree/folded';
import { ownCodeOf, ownModules, withinModules } from './own-code';
import { packageOf } from './package-of';

/** Names, with the binary before a space where one matters. */
function ownOf(...names: string[]): string[] {
  const builder = new FrameTableBuilder();
  for (const text of names) {
    const [mapping, functionName] = text.includes(' ') ? text.split(' ') : ['', text];
    builder.add(frameOf({ functionName: functionName!, mapping: mapping! }));
  }
  const { frames } = builder.build();
  const isOwn = ownCodeOf(frames);
  return frames.functionName.filter((_, row) => isOwn(row));
}

test('a Go program that is not hosted: neither Go’s own packages nor modules of others', () => {
  expect(
    ownOf(
      'main.main',
      'shop/pricing.Quote',
      'net/http.(*conn).serve',
      'runtime.mallocgc',
      'crypto/internal/fips140/sha256.block',
      'github.com/klauspost/compress/zstd.(*Decoder).Read',
    ),
  ).toEqual(['main.main', 'shop/pricing.Quote']);
});

test('a hosted one: the module that is named as the binary is', () => {
  expect(
    ownOf(
      '/usr/bin/parca github.com/parca-dev/parca/pkg/query.(*Engine).Query',
      '/usr/bin/parca github.com/polarsignals/frostdb.(*Table).Insert',
      '/usr/bin/parca runtime.gcBgMarkWorker',
    ),
  ).toEqual(['github.com/parca-dev/parca/pkg/query.(*Engine).Query']);
});

test('where there is no better guess, hosted modules are', () => {
  expect(ownOf('github.com/a/tool/cmd.Run', 'os.Open')).toEqual(['github.com/a/tool/cmd.Run']);
});

test('other languages: runtimes, system libraries, what has no name', () => {
  expect(
    ownOf(
      'java.util.HashMap.put',
      'com.shop.Cart.add',
      'std::vector<int>::push_back',
      'shop::price',
      '/lib/x86_64-linux-gnu/libc.so.6 malloc',
      '[kernel.kallsyms] do_syscall_64',
      '',
    ),
  ).toEqual(['com.shop.Cart.add', 'shop::price']);
});

test.each([
  { name: 'as many hosted modules', of: (i: number) => `github.com/a/b${i}.F` },
  { name: 'as many modules', of: (i: number) => `m${i}/x.F` },
])('$name as functions are told apart in the time of reading them', async ({ of }) => {
  const tree = treeFromFolded(Array.from({ length: 20_000 }, (_, i) => `${of(i)} 1`));
  const packages = tree.frames.functionName.map(packageOf);
  const tell = () => {
    const isWithin = withinModules(ownModules(tree.frames, packages));
    return packages.filter(isWithin).length;
  };
  expect(tell()).toBe(20_000);
  // 2 and 6 s by a look at all for each.
  expect(await shortestTime(tell, 500)).toBeLessThan(500);
});
