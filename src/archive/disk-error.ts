const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'no space left on its disk'],
  ['EDQUOT', 'the quota of its disk is used up'],
  ['EFBIG', 'larger than its disk takes a file'],
  ['EROFS', 'its disk is read-only'],
  ['EACCES', 'not permitted'],
  ['EPERM', 'not permitted'],
]);

/** A file that cannot be written: `cannot write /tmp/x.zip.part: no space left on its disk (ENOSPC)`. */
export class DiskError extends Error {
  override readonly name = 'DiskError';

  constructor(path: string, code: string, cause: unknown) {
    super(`cannot write ${path}: ${REASONS.get(code) ?? 'the system refuses'} (${code})`, {
      cause,
    });
  }
}

/** Runs `write`; what the system says against it names the file, which Node does not do for one that is open. */
export async function writing<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
    throw new DiskError(path, String(error.code), error);
  }
}
