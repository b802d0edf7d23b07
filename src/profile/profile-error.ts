/**
 * A profile, or a question asked of one, that cannot be taken as it is. `path` says where (`sample[12].location[3]`,
 * `filters[0].pattern`), the message is `path: what`.
 */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';

  constructor(
    readonly path: string,
    detail: string,
  ) {
    super(`${path}: ${detail}`);
  }
}
