import { expect, test } from 'vitest';
import { frameOf, FrameTableBuilder } from '../tree/frame-table';
import { ownCodeOf } from './own-code';

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
