import { millisecondsFromNanoseconds, type Agent } from '#series';
import { METHODS, type ParcaClient } from './parca-client';
import { decodeTimestamp } from './wire';

/**
 * Who has pushed profiles in the last five minutes by the older way of writing (WriteRaw), sorted by id. Today's agents push by
 * another one and are not among them: their label sets are the only trace.
 */
export async function fetchAgents(client: ParcaClient): Promise<readonly Agent[]> {
  const answer = await client.call(METHODS.agents, {});
  const agents = (answer?.agents ?? []).map(({ id, lastError, lastPush }, i): Agent => {
    const time = lastPush ? decodeTimestamp(lastPush, `Agents.agents[${i}].lastPush`) : 0n;
    return { id, lastError, lastPush: time <= 0n ? undefined : millisecondsFromNanoseconds(time) };
  });
  return agents.sort((a, b) => (a.id < b.id ? -1 : 1));
}
