import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../demo-archive';
import type { FaultedServer } from './faults';

/** What is said of a fault: a server's words and what to do next. */
export interface Said {
  readonly reason: string;
  readonly next?: string;
}

const OUT = join(ROOT, 'test-results/faults');

/** What a place says of each fault, for the table of docs/reliability.md: `scripts/faults.mjs`. */
export function keepSaid(
  place: string,
  server: FaultedServer,
  said: Readonly<Record<string, Said>>,
): void {
  mkdirSync(OUT, { recursive: true });
  const asked = new Date().toISOString().slice(0, 10);
  writeFileSync(
    join(OUT, `${place}-${server}.json`),
    JSON.stringify({ place, server, asked, said }),
  );
}
