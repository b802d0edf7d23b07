/** Enough to hide the way to the server, few enough to leave it for others. */
const AT_ONCE = 6;

/** `Promise.all` with at most six calls under way; answers are in the order of the items. After one has failed no other is begun. */
export async function mapConcurrently<T, R>(
  items: readonly T[],
  ask: (item: T) => Promise<R>,
): Promise<R[]> {
  const answers = new Map<number, R>();
  let next = 0;
  const work = async () => {
    for (let i = next++; i < items.length; i = next++) {
      const item = items[i];
      if (item !== undefined) answers.set(i, await ask(item));
    }
  };
  const stop = (error: unknown) => {
    next = items.length;
    throw error;
  };
  await Promise.all(
    Array.from({ length: Math.min(AT_ONCE, items.length) }, () => work().catch(stop)),
  );
  return [...answers].sort(([a], [b]) => a - b).map(([, answer]) => answer);
}
