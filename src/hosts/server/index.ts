export { ConsoleError, UpstreamError } from './errors';
export {
  startConsole,
  type ConsoleConfig,
  type ConsoleData,
  type ConsoleOptions,
  type RunningConsole,
} from './start-console';
export { parseUpstream, printUpstream, type Upstream } from './upstream';
