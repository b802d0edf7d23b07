import { FILE_LABEL, printMatchers, printProfileType } from '#series';
import type { FileProfile } from './file-profile';
import type { OpenedFiles } from './open-files';

/** Where in the pages files are looked at first, as `pages/state/view/view-url.ts` spells it. */
export function firstAddress(
  files: readonly (readonly FileProfile[])[],
  names: readonly string[],
): Pick<OpenedFiles, 'address' | 'notes'> {
  const type = commonType(files);
  const rounded = files.flatMap((file, i) => roundedText(names[i]!, file[0]!));
  const [first, second] = names as [string, string?];
  if (files.length === 2 && type !== undefined) {
    const sides = { baseline: ofFile(first), comparison: ofFile(second!) };
    const params = { type, ...sides, ...ownWindows(files, type), normalise: 'raw' };
    return { address: addressOf('compare', params), notes: rounded };
  }
  if (files.length > 1 && type !== undefined)
    return { address: addressOf('profile', { type, profile: '{}' }), notes: rounded };
  const own = printed(defaultOf(files[0]!));
  const notes = [...(files.length > 1 ? [unlike(files, names)] : []), ...rounded];
  return { address: addressOf('profile', { type: own, profile: ofFile(first) }), notes };
}

/** When each was taken, if both say so: one window for both would make them of one time and of one length. */
function ownWindows(
  files: readonly (readonly FileProfile[])[],
  type: string,
): Readonly<Record<string, string>> {
  const [a, b] = files.map((file) => file.find((each) => printed(each) === type)!);
  if (!a?.isTimed || !b?.isTimed) return {};
  return { baselineWindow: windowOf(a), comparisonWindow: windowOf(b) };
}

const MS = 1_000_000n;

/** All milliseconds that it lies in. */
function windowOf({ profile: { timestamp, duration } }: FileProfile): string {
  return `${timestamp / MS}-${(timestamp + duration) / MS + 1n}`;
}

function roundedText(name: string, { unrounded, profile }: FileProfile): readonly string[] {
  if (unrounded === undefined) return [];
  return [
    `${name}: values are fractions and shown as whole numbers, each stack on its own: ${Number(unrounded.toPrecision(15))} in total is ${profile.value}.`,
  ];
}

/** The default of one of them that all have; else any that all have. */
function commonType(files: readonly (readonly FileProfile[])[]): string | undefined {
  const inAll = (type: string) =>
    files.every((file) => file.some((each) => printed(each) === type));
  const candidates = [...files.map(defaultOf), ...files[0]!].map(printed);
  return candidates.find(inAll);
}

function unlike(files: readonly (readonly FileProfile[])[], names: readonly string[]): string {
  const held = files.map((file, i) => {
    const types = file.map(({ type }) => `${type.sampleType} (${type.sampleUnit})`);
    return `${names[i]} has ${types.join(', ')}`;
  });
  return `There is no sample type that all files have, so they are not compared: ${held.join('; ')}.`;
}

function defaultOf(file: readonly FileProfile[]): FileProfile {
  return file.find(({ isDefault }) => isDefault) ?? file[0]!;
}

function printed({ type }: FileProfile): string {
  return printProfileType(type);
}

function ofFile(name: string): string {
  return printMatchers([{ name: FILE_LABEL, op: '=', value: name }]);
}

function addressOf(
  path: OpenedFiles['address']['path'],
  params: Readonly<Record<string, string>>,
): OpenedFiles['address'] {
  return { path, search: `?${new URLSearchParams(params).toString()}` };
}
