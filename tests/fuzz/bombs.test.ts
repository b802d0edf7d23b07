import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { decodePprof, ProfileError } from '#profile';

/* Files that are small or simple, and large once they are read: each is refused at a stated limit, and costs no more than that limit. */

const MOST_MS = 10_000;
const MOST_BYTES = 2 ** 30;

/** A field of wire type 2, shorter than 128 bytes. */
const field = (number: number, body: Uint8Array) =>
  Buffer.concat([Buffer.of((number << 3) | 2, body.length), body]);

const times = (count: number, piece: Uint8Array) => Buffer.alloc(count * piece.length, piece);

const ID = Buffer.of(8, 1);
const SAMPLE_TYPE = field(1, Buffer.of(8, 0, 16, 0));

const BOMBS: readonly {
  readonly name: string;
  readonly make: () => Uint8Array;
  readonly refused: string;
}[] = [
  {
    name: '10 GB of zeros in 10 MB of gzip',
    make: () => times(10_240, gzipSync(Buffer.alloc(2 ** 20))),
    refused: 'gzip: more than the 256 MiB allowed',
  },
  {
    name: 'a million locations',
    make: () => times(1_000_000, field(4, ID)),
    refused: 'location: more than the 524288 that fit into memory',
  },
  {
    name: 'ten million functions',
    make: () => times(10_000_000, field(5, ID)),
    refused: 'function: more than the 524288 that fit into memory',
  },
  {
    name: 'twenty million texts',
    make: () => times(20_000_000, field(6, Buffer.of())),
    refused: 'string_table: more than 16777216 texts',
  },
  {
    name: 'ten million texts, packed, of a profile without a function',
    make: () => gzipSync(Buffer.concat([SAMPLE_TYPE, times(10_000_000, field(6, Buffer.of()))])),
    refused: '',
  },
];

test.each(BOMBS)('$name', { timeout: 60_000 }, ({ make, refused }) => {
  const bomb = make();
  const before = process.resourceUsage().maxRSS * 1024;
  const start = process.cpuUsage();
  const read = () => decodePprof(bomb);
  if (refused === '') expect(read().sum).toBe(0n);
  else expect(read).toThrow(new ProfileError(...(refused.split(': ') as [string, string])));
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(MOST_MS);
  expect(process.resourceUsage().maxRSS * 1024 - before).toBeLessThan(MOST_BYTES);
});
