import type { Archive } from '#archive';
import type { MetricPanelText, GivenAliases } from '#targets';

/** A server and the headers that go with every request to it. */
export interface Upstream {
  readonly origin: string;
  readonly prefix: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the commands need of the console; bin/parcascope.js brings the two together, because hosts do not import each other. */
export interface ConsolePort {
  parseUpstream(option: string, url: string, headerLines: readonly string[]): Upstream;
  printUpstream(upstream: Upstream): string;
  startConsole(options: {
    readonly host: string;
    readonly port: number;
    readonly allowHosts: readonly string[];
    readonly pages: string;
    readonly version: string;
    readonly title: string;
    /** Left out: the usual ones. */
    readonly metricPanels?: readonly MetricPanelText[];
    readonly aliases?: GivenAliases;
    readonly data:
      | { readonly mode: 'archive'; readonly archive: Archive }
      | { readonly mode: 'live'; readonly parca?: Upstream; readonly prometheus?: Upstream };
  }): Promise<{ readonly url: string; close(): Promise<void> }>;
}

/** The world around the program; tests give their own. */
export interface CliEnvironment {
  /** Folder of package.json, public/ and build/. */
  readonly root: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly loadConsole: () => Promise<ConsolePort>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly isTerminal: boolean;
  readonly now: () => number;
  /** Calls back at the first SIGINT or SIGTERM; a second one ends the process. */
  readonly onStop: (stop: () => void) => void;
}
