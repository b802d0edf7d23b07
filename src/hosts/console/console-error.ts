/** Why the console cannot start, in one line for the terminal. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError';
}
