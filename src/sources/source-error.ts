const KINDS = [
  'unreachable',
  'redirect',
  'unauthorized',
  'forbidden',
  'badQuery',
  'notFound',
  'malformed',
  'tooLarge',
  'busy',
  'timeout',
  'aborted',
  'server',
] as const;

export type SourceErrorKind = (typeof KINDS)[number];

export function isSourceErrorKind(value: unknown): value is SourceErrorKind {
  return KINDS.some((kind) => kind === value);
}

/**
 * Everything that a source can fail with. `detail` states facts: the server's message, or the place that is wrong
 * (`series[3].value: expected number, got "x"`). `message` is the same with the server's name and HTTP status, one sentence wherever it is
 * shown. Advice is the page's.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly kind: SourceErrorKind;
  /** The server that failed, by the name that the user knows: "Parca", "Prometheus". */
  readonly source: string;
  /** HTTP status, where there was one. */
  readonly status: number | undefined;
  readonly detail: string;

  constructor(facts: {
    kind: SourceErrorKind;
    source: string;
    detail: string;
    status?: number;
    cause?: unknown;
  }) {
    super(sentenceOf(facts), { cause: facts.cause });
    this.kind = facts.kind;
    this.source = facts.source;
    this.status = facts.status;
    this.detail = facts.detail;
  }

  /** The same failure of a server by the name that its caller has for it; this one is its cause. */
  named(source: string): SourceError {
    const { kind, detail, status } = this;
    return new SourceError({
      ...{ kind, source, detail, cause: this },
      ...(status !== undefined && { status }),
    });
  }
}

/** What names the server itself, as the console's own answers do, says all: `Parca at http://parca:7070 cannot be reached: …`. */
function sentenceOf(facts: {
  readonly source: string;
  readonly detail: string;
  readonly status?: number;
}): string {
  const { source, detail, status } = facts;
  if (detail.startsWith(`${source} `)) return detail;
  const isSaid = status === undefined || detail.includes(`HTTP ${status}`);
  return `${source}${isSaid ? '' : ` (HTTP ${status})`}: ${detail}`;
}
