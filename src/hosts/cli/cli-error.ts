/** What a person gave and that cannot be; one line for the terminal, exit 2. */
export class CliError extends Error {
  override readonly name = 'CliError';
}
