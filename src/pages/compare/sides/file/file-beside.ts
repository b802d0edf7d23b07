import { FILE_LABEL, type Matcher, type ProfileType, type Seconds, type TimeRange } from '#series';

/** Files that can stand on one side of a comparison, beside what a server has. */
export interface FilesBeside {
  /** Rejects with what is wrong with it. */
  open(file: File): Promise<FileBeside>;
  /** Whether it was opened on this page: a link holds no file. */
  has(name: string): boolean;
}

export interface FileBeside {
  /** The value of its label `file`. */
  readonly name: string;
  /** All that it holds, and how long each is of; 0: not known. */
  readonly types: readonly { readonly type: ProfileType; readonly seconds: Seconds }[];
  readonly window: TimeRange;
}

/** How a file is selected. */
export function fileMatchers(name: string): readonly Matcher[] {
  return [{ name: FILE_LABEL, op: '=', value: name }];
}

/** The file that a selection is; undefined: it is a server's. */
export function fileOf(
  matchers: readonly Matcher[] | undefined,
  beside: FilesBeside | undefined,
): string | undefined {
  const [only, ...more] = matchers ?? [];
  const isFile = only?.name === FILE_LABEL && only.op === '=' && more.length === 0;
  return isFile && beside?.has(only.value) ? only.value : undefined;
}
