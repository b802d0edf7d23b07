import type { ServerName } from './waiting';

/** Something that a server is asked, in words: "profile", "metrics". */
export interface Asked {
  readonly server: ServerName;
  readonly what: string;
}

/** Questions that a page asks past the cache of queries, for as long as there is no answer. */
export interface OpenQuestions {
  /** The same objects while they are open. */
  readonly open: () => readonly Asked[];
  readonly subscribe: (listener: () => void) => () => void;
  /** The source, whose calls are open questions; `words` is what each asks for. */
  watch<Source extends object>(
    source: Source,
    of: { readonly server: ServerName; readonly words: Partial<Record<keyof Source, string>> },
  ): Source;
}

export function createOpenQuestions(): OpenQuestions {
  const open = new Set<Asked>();
  const listeners = new Set<() => void>();
  const tell = () => listeners.forEach((listener) => listener());
  const ask = async (asked: Asked, answer: Promise<unknown>) => {
    open.add(asked);
    tell();
    try {
      return await answer;
    } finally {
      open.delete(asked);
      tell();
    }
  };
  return {
    open: () => [...open],
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watch: (source, { server, words }) =>
      new Proxy(source, {
        get: (target, name) => {
          const call: unknown = Reflect.get(target, name);
          if (typeof call !== 'function') return call;
          const what = words[name as keyof typeof source] ?? String(name);
          return (...args: unknown[]) =>
            ask({ server, what }, Reflect.apply(call, target, args) as Promise<unknown>);
        },
      }),
  };
}
