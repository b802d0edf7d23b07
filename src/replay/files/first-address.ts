import { printMatchers, printProfileType } from '#series';
import { FILE_LABEL, type FileProfile } from './file-profile';
import type { OpenedFiles } from './open-files';

/** Where in the pages files are looked at first, as `pages/state/view/view-url.ts` spells it. */
export function firstAddress(
  files: readonly (readonly FileProfile[])[],
  names: readonly string[],
): Pick<OpenedFiles, 'address' | 'notes'> {
  const type = commonType(files);
  const [first, second] = names as [string, string?];
  if (files.length === 2 && type !== undefined) {
    const sides = { baseline: ofFile(first), comparison: ofFile(second!) };
    return { address: addressOf('compare', { type, ...sides, normalise: 'raw' }), notes: [] };
  }
  if (files.length > 1 && type !== undefined)
    return { address: addressOf('profile', { type, profile: '{}' }), notes: [] };
  const own = printed(defaultOf(files[0]!));
  const notes = files.length > 1 ? [unlike(files, names)] : [];
  return { address: addressOf('profile', { type: own, profile: ofFile(first) }), notes };
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
  return `The files have no sample type in common, so they are not compared: ${held.join('; ')}.`;
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
