// The checks that need no build and no browser: format, types, lint.
import { CHECKS, checkInTurn } from './checks.mjs';

const { lint, ...others } = CHECKS;
const results = await Promise.all([
  checkInTurn(Object.entries({ lint })),
  checkInTurn(Object.entries(others)),
]);
process.exit(results.flat().every(({ ok }) => ok) ? 0 : 1);
