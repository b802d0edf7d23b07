import { shellQuote } from './juju-commands';

/** Fetches the profile from the process itself and opens it; undefined for a URL that is not http. */
export function pprofCommand(url: string): string | undefined {
  if (!/^https?:\/\/[\x21-\x7e]+$/i.test(url)) return undefined;
  return `go tool pprof -http=: ${shellQuote(url)}`;
}

/** Opens a profile that was saved as a file. */
export function pprofFileCommand(fileName: string): string {
  return `go tool pprof -http=: ${shellQuote(fileName.startsWith('-') ? `./${fileName}` : fileName)}`;
}
