import fc from 'fast-check';

/** Bytes that decoders stumble over: lengths and varints without end, signs, surrogates, delimiters of text formats. */
const AWKWARD: readonly (readonly number[])[] = [
  [0],
  [0xff],
  [0x80],
  [0xff, 0xff, 0xff, 0xff],
  [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
  [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
  ...['"', '\\', '{', '}', '[', ']', ',', ';', '%', '&', '=', '~', '\n', '\0', 'NaN', '1e999'],
  ...['null', '-0', '__proto__', 'constructor', '(a+)+$', '\\u{0}', '${', '9007199254740993'],
  ...[
    '\\x{',
    '\\Q',
    '[[:',
    '(?:',
    'a|',
    '.*',
    '\\"',
    '`',
    ':',
    '/',
    '@',
    ' ',
    '::',
    '<',
    '-1',
    '0x1 ',
  ],
].map((one) => (typeof one === 'string' ? [...new TextEncoder().encode(one)] : one));

const FLOOD_TIMES = 100_000;
const FLOOD_BYTES = 2 ** 19;

const KINDS = ['flip', 'set', 'insert', 'overwrite', 'remove', 'repeat', 'cut', 'splice'] as const;
type Kind = (typeof KINDS)[number] | 'flood';

/** One change. Places are parts of 2^16 of the length, so that a change means something for an input of any length. */
interface Change {
  readonly kind: Kind;
  readonly at: number;
  readonly length: number;
  readonly byte: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  // A flood takes a hundred times as long to read as another input.
  kind: fc.oneof(
    { weight: 400, arbitrary: fc.constantFrom<Kind>(...KINDS) },
    { weight: 1, arbitrary: fc.constant<Kind>('flood') },
  ),
  at: fc.nat(0xffff),
  length: fc.nat(64),
  byte: fc.nat(255),
});

export interface Mutation {
  readonly seed: number;
  readonly changes: readonly Change[];
}

/** How a seed is changed; shrinks to fewer changes. */
export function mutations(seeds: number): fc.Arbitrary<Mutation> {
  return fc.record({
    seed: fc.nat(seeds - 1),
    changes: fc.array(change, { maxLength: 6 }),
  });
}

/** The input that a mutation makes of the seeds. */
export function mutate(seeds: readonly Uint8Array[], { seed, changes }: Mutation): Uint8Array {
  return changes.reduce((bytes, one) => changed(bytes, one, seeds), seeds[seed]!);
}

function changed(bytes: Uint8Array, change: Change, seeds: readonly Uint8Array[]): Uint8Array {
  const { kind, length, byte } = change;
  const at = Math.floor((change.at / 0x10000) * (bytes.length + 1));
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  const awkward = Uint8Array.from(AWKWARD[byte % AWKWARD.length]!);
  switch (kind) {
    case 'flip':
      return joined(
        before,
        after.slice(0, 1).map((b) => b ^ (1 << (byte & 7))),
        after.slice(1),
      );
    case 'set':
      return joined(before, Uint8Array.of(byte), after.slice(1));
    case 'insert':
      return joined(before, awkward, after);
    case 'overwrite':
      return joined(before, awkward, after.slice(awkward.length));
    case 'remove':
      return joined(before, after.slice(length + 1));
    case 'repeat':
      return joined(before, ...Array<Uint8Array>(byte).fill(after.slice(0, length)), after);
    case 'flood': {
      // Something short, as often as a reader that looks at it again from each of its places does not come to an end with.
      const part = byte & 1 ? awkward : after.slice(0, 1 + (length & 15));
      const times = Math.min(FLOOD_TIMES, Math.floor(FLOOD_BYTES / Math.max(1, part.length)));
      return joined(before, repeated(part, times), after);
    }
    case 'cut':
      return before;
    case 'splice': {
      const other = seeds[byte % seeds.length]!;
      return joined(before, other.subarray(Math.floor((change.at / 0x10000) * other.length)));
    }
  }
}

function repeated(part: Uint8Array, times: number): Uint8Array {
  const all = new Uint8Array(part.length * times);
  for (let at = 0; at < all.length; at += part.length) all.set(part, at);
  return all;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
