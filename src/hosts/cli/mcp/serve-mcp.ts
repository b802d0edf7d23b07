import process from 'node:process';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { CliEnvironment } from '../environment';
import { CliError } from '../failure';
import { readLinkBase } from '../find-changes/finding-link';
import { readServers } from '../server-options';
import type { McpOptions } from './command';
import { createMcpServer } from './mcp-server';

/** Answers on stdin and stdout until the assistant closes them. Throws CliError at the start for what could never be answered. */
export async function serveMcp(
  environment: CliEnvironment,
  archive: string | undefined,
  options: McpOptions,
): Promise<void> {
  if (archive !== undefined && (options.parca ?? options.pyroscope ?? options.prometheus))
    throw new CliError('give an archive or servers, not both');
  if (archive === undefined && readServers(options, environment.env).profiles.length === 0)
    throw new CliError('mcp needs --parca URL, --pyroscope URL or an archive');
  const linkBase = readLinkBase(options.linkBase);
  const server = createMcpServer({
    ...{ environment, linkBase },
    place: { archive, options, asker: 'mcp' },
  });
  const closed = new Promise<void>((resolve) => {
    server.server.onclose = resolve;
    environment.onStop(() => void server.close());
    process.stdin.once('end', () => void server.close());
  });
  await server.connect(new StdioServerTransport());
  await closed;
}
