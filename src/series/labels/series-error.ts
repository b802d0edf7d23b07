/** Text that cannot be read: a profile type, matchers, a selector, a regular expression. The message says where. */
export class SeriesError extends Error {
  override readonly name = 'SeriesError';
}
