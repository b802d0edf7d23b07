export { ConsoleError, UpstreamError } from './console-error';
export {
  startConsole,
  type ConsoleConfig,
  type ConsoleData,
  type ConsoleOptions,
  type RunningConsole,
} from './server';
export { parseUpstream, printUpstream, type Upstream } from './upstream';
