export const OUT: string;
export function ensureStandInBuilt(): Promise<void>;
export function importMapOf(
  release: 18 | 19,
  root: string,
): { readonly imports: Readonly<Record<string, string>> };
