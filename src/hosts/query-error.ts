/** A query that cannot be asked as it is written. The message names the field: `baseline.offset: expected a duration, got "x"`. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}
