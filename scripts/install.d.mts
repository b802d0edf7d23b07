interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly integrity?: string; optional?: boolean }>
  >;
}

export function isInstalled(lock: LockFile, installed: LockFile): boolean;
