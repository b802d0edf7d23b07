import type { Command } from 'commander';
import type { CliEnvironment } from '../environment';
import { addServerOptions, type ServerOptions } from '../server-options';

export interface McpOptions extends ServerOptions {
  readonly linkBase: string;
}

/** Where the console is when it is started without options. */
const CONSOLE = 'http://127.0.0.1:7171/';

/** `parcascope mcp`: answers for assistants, over the program's own input and output. */
export function registerMcp(program: Command, environment: CliEnvironment): void {
  const command = program
    .command('mcp')
    .description('answer an assistant over stdio (Model Context Protocol); reads only')
    .argument('[archive]', 'recording to answer from instead of a server');
  addServerOptions(command)
    .option('--link-base <url>', 'where links lead: a console, or the app in Grafana', CONSOLE)
    .action(async (archive: string | undefined, options: McpOptions) => {
      // Everybody else needs no protocol.
      const { serveMcp } = await import('./serve-mcp');
      await serveMcp(environment, archive, options);
    });
}
