import { parseSelector, printMatchers, printSelector, SeriesError } from '#series';
import { decodeRequest, PARCA_METHODS, type Transport, type TransportRequest } from '#sources';

interface Announcing {
  /** Of messages: `Parca at https://…`. */
  readonly source: string;
  readonly silentMs: number;
  readonly say: (line: string) => void;
  readonly once?: boolean;
}

/**
 * Says what is waited for when an answer takes longer than `silentMs`, and again each time when the wait has doubled:
 * `waiting for Parca: QueryRange process_cpu:…{}, 4 s`. Many questions of one text (a slice each) say it once.
 * `once`: of all questions only the first that takes so long, for a log that nobody reads as it grows.
 */
export function announceWaiting(
  transport: Transport,
  { source, silentMs, say, once = false }: Announcing,
): Transport {
  const said = new Set<string>();
  const sayOnce = (line: string) => {
    if (once && said.size > 0) return;
    if (!said.has(line)) say(once ? `${line}; later ones are not said` : line);
    said.add(line);
  };
  return {
    async request(request) {
      let timer: NodeJS.Timeout;
      const wait = (ms: number, waited: number) => {
        timer = setTimeout(() => {
          const seconds = Number(((waited + ms) / 1000).toPrecision(2));
          sayOnce(`waiting for ${source}: ${describeQuestion(request)}, ${seconds} s`);
          wait(waited + ms, waited + ms);
        }, ms);
      };
      wait(silentMs, 0);
      try {
        return await transport.request(request);
      } finally {
        clearTimeout(timer!);
      }
    },
  };
}

/** `QueryRange process_cpu:…`, `query_range rate(x[1m])`, `Targets`. */
function describeQuestion(request: TransportRequest): string {
  const name = request.path.split('?', 1)[0]!.split('/').at(-1)!;
  const query =
    typeof request.body === 'string'
      ? new URLSearchParams(request.body).get('query')
      : queryOf(name, request);
  return query ? `${name} ${withoutRepeats(query)}` : name;
}

/** What is asked of a series has its labels beside the conditions that found it. */
function withoutRepeats(query: string): string {
  try {
    const { profileType, matchers } = parseSelector(query);
    const distinct = new Map(matchers.map((matcher) => [printMatchers([matcher]), matcher]));
    return printSelector({ profileType, matchers: [...distinct.values()] });
  } catch (error) {
    if (error instanceof SeriesError) return query;
    throw error;
  }
}

function queryOf(name: string, request: TransportRequest): string | undefined {
  if (name === 'QueryRange')
    return PARCA_METHODS.queryRange.request.fromBinary(decodeRequest(request)).query;
  if (name !== 'Query') return undefined;
  const { options } = PARCA_METHODS.query.request.fromBinary(decodeRequest(request));
  return options.oneofKind === 'merge' ? options.merge.query : undefined;
}
