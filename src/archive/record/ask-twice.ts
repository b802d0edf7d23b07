import { SourceError, type Transport } from '#sources';

/**
 * Asks once more when nobody was reached: a server may close an idle connection at the very moment at which it is used again, and Node
 * does not repeat a POST by itself. For questions only, which may be asked twice.
 */
export function askTwice(transport: Transport): Transport {
  return {
    async request(request) {
      try {
        return await transport.request(request);
      } catch (error) {
        if (!(error instanceof SourceError) || error.kind !== 'unreachable') throw error;
        return transport.request(request);
      }
    },
  };
}
