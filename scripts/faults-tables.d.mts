/** What a place says of each fault of a server; `asked` is a day. */
interface FaultResult {
  readonly place: string;
  readonly server: string;
  readonly asked: string;
  readonly said: Readonly<Record<string, { readonly reason: string; readonly next?: string }>>;
}

export function plainReason(reason: string): string;
export function missingFrom(results: readonly FaultResult[]): string[];
export function faultTables(results: readonly FaultResult[]): string;
