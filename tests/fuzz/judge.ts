import process from 'node:process';
import type { FuzzTarget } from './targets';

/** Of the processor: on a busy machine a clock tells of others. */
const MOST_MS = 2000;
const peakBytes = () => process.resourceUsage().maxRSS * 1024;
/** Of the whole process, beside what it held before: tests share one with others. */
const MOST_BYTES = peakBytes() + 2 ** 30;

/** Reads the input; resolves to what is wrong with that (an error of the wrong kind, too much time, too much memory), or undefined. */
export async function judge(target: FuzzTarget, input: Uint8Array): Promise<string | undefined> {
  const start = process.cpuUsage();
  const failure = await failureOf(target, input);
  const { user, system } = process.cpuUsage(start);
  const took = (user + system) / 1000;
  if (failure !== undefined) return failure;
  if (took > MOST_MS) return `took ${Math.round(took)} ms`;
  const peak = peakBytes();
  return peak > MOST_BYTES ? `memory ${Math.round(peak / 2 ** 20)} MiB` : undefined;
}

async function failureOf(target: FuzzTarget, input: Uint8Array): Promise<string | undefined> {
  try {
    await target.read(input);
    return undefined;
  } catch (error) {
    if (target.refusals.some((kind) => error instanceof kind)) return undefined;
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
