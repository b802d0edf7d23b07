#!/usr/bin/env node
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const BUILT = new URL('../build/node/parcascope.js', import.meta.url);

if (!existsSync(BUILT)) {
  process.stderr.write('parcascope: not built: run npm run build\n');
  process.exit(3);
}
const { main } = await import(BUILT.href);
await main(fileURLToPath(new URL('..', import.meta.url)));
