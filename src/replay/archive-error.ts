/**
 * Everything that can be wrong with an archive. `entry` is the file inside the zip, '' for the zip itself; `detail` states the
 * facts: `profiles[3].timestampNs: expected digits, got "x"`.
 */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly entry: string;
  readonly detail: string;

  constructor(entry: string, detail: string, cause?: unknown) {
    super(entry === '' ? detail : `${entry}: ${detail}`, { cause });
    this.entry = entry;
    this.detail = detail;
  }
}
