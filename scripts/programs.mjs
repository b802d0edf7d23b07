import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Programs of Debian's packages that the tests drive, and where they are found. */
const PROGRAMS = [
  {
    // The whole browser renders windows of its own that nobody sees: a quarter more time.
    package: 'chromium-headless-shell',
    variable: 'CHROMIUM',
    paths: [
      '/usr/bin/chromium-headless-shell',
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
    ],
  },
  {
    package: 'prometheus',
    variable: 'PROMETHEUS',
    paths: ['/usr/bin/prometheus', '/usr/local/bin/prometheus'],
  },
];

function find({ variable, paths }) {
  return [process.env[variable], ...paths].find((path) => path && existsSync(path));
}

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Paths by variable; installs what is missing where that is possible, else says the exact command and ends the run. */
export function ensurePrograms() {
  const missing = PROGRAMS.filter((program) => !find(program)).map((program) => program.package);
  if (missing.length > 0) {
    const install = ['install', '-y', '--no-install-recommends', ...missing];
    if (process.getuid?.() === 0 && isDebian()) {
      console.log(`Installing ${missing.join(' and ')} from Debian's packages …`);
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env };
      execFileSync('apt-get', ['update'], quiet);
      execFileSync('apt-get', install, quiet);
      // The package starts a server of its own where there is an init system; the tests start theirs.
      if (missing.includes('prometheus'))
        spawnSync('service', ['prometheus', 'stop'], { stdio: 'ignore' });
    } else {
      console.error(
        `Missing: ${missing.join(', ')}. Install with: sudo apt-get install -y ${missing.join(' ')}`,
      );
      console.error(
        'or say where they are: CHROMIUM=/path/to/chromium PROMETHEUS=/path/to/prometheus npm test',
      );
      process.exit(1);
    }
  }
  return Object.fromEntries(PROGRAMS.map((program) => [program.variable, find(program)]));
}
