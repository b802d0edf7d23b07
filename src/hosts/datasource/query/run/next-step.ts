import type { SourceError, SourceErrorKind } from '#sources';

const SETTINGS = 'Open the datasource’s settings: “Save & test” says what to change.';
const SHORTER = 'Choose a shorter range or narrower labels.';

/**
 * What whoever reads a dashboard can do about a query that failed. Undefined where the server's own words say it, or nobody can.
 */
const NEXT_STEP: Readonly<Record<SourceErrorKind, string | undefined>> = {
  unreachable: SETTINGS,
  redirect: SETTINGS,
  unauthorized: SETTINGS,
  forbidden: SETTINGS,
  notFound: SETTINGS,
  malformed: SETTINGS,
  badQuery: 'Change the query’s selector or profile type.',
  tooLarge: SHORTER,
  timeout: `${SHORTER} The datasource’s settings have the time that Grafana waits.`,
  busy: `Wait a little, then refresh. ${SHORTER}`,
  server: `The server’s log may say more. ${SHORTER}`,
  aborted: undefined,
};

/** Grafana has one text for an error: the fact, and in the next line what to do. */
export function failureText({ message, kind }: SourceError): string {
  const step = NEXT_STEP[kind];
  return step === undefined ? message : `${message}\n${step}`;
}
