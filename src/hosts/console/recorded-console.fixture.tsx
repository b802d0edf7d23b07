import { render } from '@testing-library/react';
import type { Archive, Replay } from '#archive';
import type { ConsoleConfig } from '../console-config';
import { ConsoleApp } from './ConsoleApp';

interface AnswersFrom {
  /** What is recorded, at the moment of asking. */
  readonly replay: () => Replay;
  /** Another answer, or a wait before it; undefined: the recorded one. */
  readonly before?: (path: string, body: string) => Promise<Response | undefined>;
}

/** For tests, in place of `fetch`: a recorded Parca and Prometheus behind the console's proxy; anything else is a picture. */
export function answersFrom({ replay, before }: AnswersFrom): typeof fetch {
  return async (input, init = {}) => {
    const { pathname, search } = new URL(
      input instanceof Request ? input.url : input,
      window.location.origin,
    );
    const [, server, ...rest] = pathname.split('/');
    if (server !== 'parca' && server !== 'prometheus') return new Response('<svg></svg>');
    const { body } = init;
    const known = typeof body === 'string' || body instanceof Uint8Array ? body : undefined;
    const other = await before?.(pathname, Buffer.from(known ?? '').toString('latin1'));
    if (other) return other;
    const response = await replay()[server]({
      path: rest.join('/') + search,
      method: init.method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(known !== undefined && { body: known }),
    });
    return new Response(new Uint8Array(response.body), response);
  };
}

/** For tests: the console on an archive, at an address. */
export function openConsole(
  { manifest: { start, end } }: Archive,
  address: { readonly page: 'profile' | 'compare'; readonly params: Record<string, string> },
  given: Partial<ConsoleConfig> = {},
): void {
  const { page, params } = address;
  window.history.replaceState(null, '', `/${page}?${new URLSearchParams(params).toString()}`);
  const range = { start: start.getTime(), end: end.getTime() };
  render(
    <ConsoleApp
      config={{
        ...{ mode: 'archive', title: 'demo archive', parca: true, pyroscope: false },
        ...{ prometheus: true, range, version: '0', ...given },
      }}
    />,
  );
}
