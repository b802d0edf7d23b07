/** What a person gave and that cannot be; one line for the terminal, exit 2. */
export class CliError extends Error {
  override readonly name = 'CliError';
}

/** Work that a person stopped with Ctrl-C; one line for the terminal, exit 130. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}
