import { CancelledError } from '@tanstack/react-query';
import { ProfileError } from '#profile';
import { SourceError, type SourceErrorKind } from '#sources';

const ADVICE: Record<SourceErrorKind, string> = {
  unreachable: 'Check that the server runs and that its address is right, then try again.',
  redirect:
    'Configure the address that it leads to: it may be https, another path, or a login that stands before the server.',
  unauthorized: 'Check the credentials that are configured for this server.',
  forbidden: 'The server knows who asks and refuses: give the configured user the right to read.',
  badQuery: 'Change the condition that the server names.',
  notFound: 'Check the address and path prefix of the server.',
  malformed:
    'Something else than the expected server may answer at this address; check URL and path prefix.',
  tooLarge: 'Choose a shorter range or fewer units.',
  busy: 'Wait a little, then try again; a shorter range is cheaper to answer.',
  timeout: 'Choose a shorter range or fewer units, then try again.',
  aborted: 'Try again.',
  server:
    'The server refused or failed; its log may say more. A shorter range is cheaper to answer.',
};

/** The facts of a failure, and what the user can do about it. Facts come from the error, advice only from here. */
export function explain(error: Error): { facts: string; advice: string } {
  if (error instanceof SourceError) return { facts: error.message, advice: ADVICE[error.kind] };
  if (error instanceof CancelledError)
    return { facts: 'Stopped before there was an answer.', advice: ADVICE.timeout };
  if (error instanceof ProfileError)
    return { facts: `The profile cannot be read: ${error.message}`, advice: ADVICE.malformed };
  return {
    facts: error.message,
    advice: 'Reload the page; if it happens again, please report it with this text.',
  };
}

/**
 * The same text for failures that are one to the user: a server that answers in HTML does so to each question, and each error names its
 * own. What is wrong with a query is of that query.
 */
export function likenessOf(error: Error): string {
  if (!(error instanceof SourceError) || error.kind === 'badQuery') return error.message;
  return `${error.source} ${error.kind} ${error.status}`;
}
