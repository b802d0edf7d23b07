import {
  SourceError,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from '#sources';
import type { Archive } from '../archive';
import { createParcaReplay } from './parca-replay';
import { createPrometheusReplay } from './prometheus-replay';

/** An archive that answers as the servers it was recorded from. Paths are relative to the server's root. */
export interface Replay {
  readonly parca: (request: TransportRequest) => Promise<TransportResponse>;
  readonly prometheus: (request: TransportRequest) => Promise<TransportResponse>;
}

export function createReplay(archive: Archive): Replay {
  return { parca: createParcaReplay(archive), prometheus: createPrometheusReplay(archive) };
}

/** Both servers behind one port, without a socket: Prometheus' `api/v1/…`, everything else Parca's. */
export function createReplayTransport(replay: Replay): Transport {
  return {
    request: async (request) => {
      const prometheus = /^(\/|[^?]*\/)?api\/v1\//.test(request.path);
      const response = await (prometheus ? replay.prometheus(request) : replay.parca(request));
      if (!request.signal?.aborted) return response;
      throw new SourceError({
        kind: 'aborted',
        source: 'Replay',
        detail: 'the request was cancelled',
      });
    },
  };
}
