/** Why the console cannot start, in one line for the terminal. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError';
}

/** A server's URL or header that is wrong: one line that repeats no secret. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
}
