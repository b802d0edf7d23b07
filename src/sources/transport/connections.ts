import type { Transport } from '../ports';

/** A browser opens no more to one server over HTTP/1.1; what is asked beyond that waits, in the order of asking. */
const CONNECTIONS = 6;
/** As long as a question of the first is under way. */
const LEFT_FOR_SECOND = 3;

/**
 * Two ways to one server: questions of the second never take the connections that the first needs. Those that are too many wait here and
 * go out as others are answered.
 */
export function shareConnections(
  first: Transport,
  second: Transport,
): { readonly first: Transport; readonly second: Transport } {
  const waiting: (() => void)[] = [];
  let firstBusy = 0;
  let secondBusy = 0;
  const room = () => (firstBusy > 0 ? LEFT_FOR_SECOND : CONNECTIONS);
  const letIn = () => {
    while (secondBusy < room() && waiting.length > 0) {
      secondBusy++;
      waiting.shift()!();
    }
  };
  return {
    first: {
      request: async (request) => {
        firstBusy++;
        try {
          return await first.request(request);
        } finally {
          firstBusy--;
          // An answer often leads to the next question at once.
          setTimeout(letIn, 0);
        }
      },
    },
    second: {
      request: async (request) => {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          // What a page asks at once may begin with the second.
          setTimeout(letIn, 0);
        });
        try {
          return await second.request(request);
        } finally {
          secondBusy--;
          letIn();
        }
      },
    },
  };
}
