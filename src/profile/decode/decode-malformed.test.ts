import { gzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { decodePprof } from './decode-pprof';
import { type PprofFixture, writePprof } from './pprof.fixture';
import { ProfileError } from '../profile-error';
import { WireWriter } from '../encode/wire-writer';

const GOOD: PprofFixture = {
  functions: [{ id: 1, name: 'main' }],
  locations: [{ id: 1, lines: [1] }],
  samples: [{ stack: [1], values: [5] }],
};
const good = writePprof(GOOD);
const sample = { stack: [1], values: [5] };
const joined = (...parts: (Uint8Array | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

function thrownBy(bytes: Uint8Array, options = {}): unknown {
  try {
    decodePprof(bytes, options);
    return 'nothing';
  } catch (error) {
    return error;
  }
}

const structures: { fixture: PprofFixture; message: string }[] = [
  {
    fixture: { samples: [sample, { stack: [1, 1, 1, 99], values: [5] }] },
    message: 'sample[1].location[3]: no location 99',
  },
  {
    fixture: { samples: [{ stack: [0], values: [5] }] },
    message: 'sample[0].location[0]: no location 0',
  },
  {
    fixture: { samples: [{ stack: [2n ** 64n - 1n], values: [5] }] },
    message: 'sample[0].location[0]: no location 18446744073709551615',
  },
  {
    fixture: {
      types: [
        ['a', ''],
        ['b', ''],
      ],
      samples: [{ stack: [1], values: [5] }],
    },
    message: 'sample[0].value: 1 values, 2 sample types',
  },
  {
    fixture: { samples: [sample, sample, { stack: [1], values: [] }] },
    message: 'sample[2].value: 0 values, 1 sample types',
  },
  {
    fixture: { locations: [{ id: 1, lines: [1, 7] }] },
    message: 'location[0].line[1].function: no function 7',
  },
  { fixture: { locations: [{ id: 1, mapping: 3 }] }, message: 'location[0].mapping: no mapping 3' },
  { fixture: { locations: [{ id: 0 }] }, message: 'location[0].id: 0 is reserved' },
  {
    fixture: { locations: [{ id: 1 }, { id: 9 }, { id: 1 }] },
    message: 'location[2].id: 1 is also that of location[0]',
  },
  {
    fixture: { locations: [{ id: 1 }, { id: 99 }, { id: 99 }] },
    message: 'location[2].id: 99 is also that of location[1]',
  },
  { fixture: { functions: [{ id: 1 }, { id: 0 }] }, message: 'function[1].id: 0 is reserved' },
  {
    fixture: { mappings: [{ id: 1 }, { id: 1 }] },
    message: 'mapping[1].id: 1 is also that of mapping[0]',
  },
  { fixture: { types: [], samples: [] }, message: 'sample_type: the profile has none' },
  {
    fixture: { more: (out) => out.message(5, new WireWriter().int(1, 2).int(2, 70)) },
    message: 'function[1].name: no string 70',
  },
  {
    fixture: { more: (out) => out.message(5, new WireWriter().int(1, 2).int(4, -1)) },
    message: 'function[1].filename: no string 18446744073709552000',
  },
  {
    fixture: { more: (out) => out.message(3, new WireWriter().int(1, 2).int(6, 70)) },
    message: 'mapping[0].build_id: no string 70',
  },
  {
    fixture: { more: (out) => out.message(1, new WireWriter().int(2, 70)) },
    message: 'sample_type[1].unit: no string 70',
  },
  {
    fixture: { more: (out) => out.message(11, new WireWriter().int(1, 70)) },
    message: 'period_type.type: no string 70',
  },
  {
    fixture: {
      more: (out) => {
        const label = new WireWriter().int(1, 70);
        out.message(2, new WireWriter().int(2, 1).message(3, new WireWriter()).message(3, label));
      },
    },
    message: 'sample[1].label[1].key: no string 70',
  },
  { fixture: { more: (out) => out.int(7, 70) }, message: 'profile.drop_frames: no string 70' },
  { fixture: { more: (out) => out.int(13, 70) }, message: 'comment[0]: no string 70' },
  {
    fixture: { more: (out) => out.int(14, 70) },
    message: 'profile.default_sample_type: no string 70',
  },
  {
    fixture: { more: (out, text) => out.int(7, text('(')) },
    message: 'drop_frames: not a regular expression: missing closing )',
  },
];

test.each(structures)('$message', ({ fixture, message }) => {
  const error = thrownBy(writePprof({ ...GOOD, ...fixture }));
  expect(error).toBeInstanceOf(ProfileError);
  expect(error).toMatchObject({ message, path: message.split(': ')[0] });
});

const at = good.length;
const bytes: { name: string; bytes: Uint8Array; message: string }[] = [
  {
    name: 'nothing at all',
    bytes: new Uint8Array(),
    message: 'profile: not a pprof: the file is empty; record it again',
  },
  {
    name: 'no string table',
    bytes: new WireWriter().message(1, new WireWriter().int(1, 1)).finish(),
    message: 'sample_type[0].type: no string 1',
  },
  {
    name: 'a string table that does not begin with ""',
    bytes: joined(new WireWriter().text(6, 'cpu').finish(), good),
    message: 'string_table[0]: "cpu" instead of ""',
  },
  {
    name: 'cut off within a varint',
    bytes: joined(good, [0x48, 0x80]),
    message: `profile: truncated varint at byte ${at + 1}`,
  },
  {
    name: 'a varint without end',
    bytes: joined(good, [0x48], Array<number>(11).fill(0xff)),
    message: `profile: varint of more than 10 bytes at byte ${at + 1}`,
  },
  {
    name: 'cut off within a message',
    bytes: joined(good, [0x12, 9, 1, 2]),
    message: `sample[1]: 9 bytes announced at byte ${at + 1}, 2 left`,
  },
  {
    name: 'a varint that runs out of its message',
    bytes: joined(good, [0x12, 2, 0x10, 0x80, 0x50, 0x01]),
    message: `sample[1]: truncated varint at byte ${at + 3}`,
  },
  {
    name: 'packed numbers that run out of their field',
    bytes: joined(good, [0x12, 3, 0x0a, 1, 0x80]),
    message: `sample[1]: truncated varint at byte ${at + 4}`,
  },
  {
    name: 'a message where a number belongs',
    bytes: joined(good, [0x4a, 0]),
    message: `profile.time_nanos: wire type 2 instead of 0 at byte ${at + 1}`,
  },
  {
    name: 'a number where a message belongs',
    bytes: joined(good, [0x20, 1]),
    message: `location[1]: wire type 0 instead of 2 at byte ${at + 1}`,
  },
  {
    name: 'fixed bytes where numbers belong',
    bytes: joined(good, [0x12, 9, 0x11, 1, 2, 3, 4, 5, 6, 7, 8]),
    message: `sample[1].value: wire type 1 instead of 2 at byte ${at + 3}`,
  },
  {
    name: 'field number 0',
    bytes: joined(good, [0, 0]),
    message: `profile: field number 0 at byte ${at}`,
  },
  {
    name: 'a wire type that protobuf has given up',
    bytes: joined(good, [0xf3, 0x7d]),
    message: `profile: unknown wire type 3 at byte ${at + 2}`,
  },
  {
    name: 'unknown fixed field cut off',
    bytes: joined(good, [0xf1, 0x7d, 1]),
    message: `profile: truncated field at byte ${at + 2}`,
  },
  {
    name: 'a stack without end',
    bytes: writePprof({ ...GOOD, samples: [{ stack: Array(2 ** 17 + 1).fill(1), values: [1] }] }),
    message: 'sample[0].location: more than 131072',
  },
  {
    name: 'an inlined call without end',
    bytes: writePprof({ ...GOOD, locations: [{ id: 1, lines: Array(2 ** 22 + 1).fill(1) }] }),
    message: 'location[0].line: more than 4194304 lines',
  },
  {
    name: 'more rows than fit into memory',
    bytes: joined(
      good,
      Array<number>(2 ** 21)
        .fill(0)
        .flatMap((_, i) => (i % 2 === 0 ? [0x22] : [0])),
    ),
    message: 'location: more than the 524288 that fit into memory',
  },
];

test.each(bytes)('$name: $message', ({ bytes: damaged, message }) => {
  const error = thrownBy(damaged);
  expect(error).toBeInstanceOf(ProfileError);
  expect(error).toMatchObject({ message });
});

test('a sample type that the profile lacks', () => {
  expect(thrownBy(good, { sampleType: 'constructor' })).toMatchObject({
    message: 'sample_type: no "constructor" among cpu',
  });
});

test('whatever is cut off or flipped: a ProfileError or a profile, never another error', () => {
  const other = (damaged: Uint8Array) => {
    const error = thrownBy(damaged);
    return error !== 'nothing' && !(error instanceof ProfileError);
  };
  for (const whole of [good, gzipSync(good)]) {
    for (let i = 0; i < whole.length; i++) {
      expect(other(whole.subarray(0, i))).toBe(false);
      for (const bit of [1, 8, 128]) {
        const flipped = whole.slice();
        flipped[i]! ^= bit;
        expect(other(flipped)).toBe(false);
      }
    }
  }
});

test('what is cut off is never half a profile', () => {
  const zipped = gzipSync(good);
  for (let i = 0; i < zipped.length; i++)
    expect(thrownBy(zipped.subarray(0, i))).toBeInstanceOf(ProfileError);
});
