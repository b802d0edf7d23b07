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
 * (`series[3].value: expected number, got "x"`). Advice is the page's.
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
    super(`${facts.source}: ${facts.detail}`, { cause: facts.cause });
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
