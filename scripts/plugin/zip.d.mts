export function zipFolder(folder: string, root: string): Promise<Uint8Array>;
export function checksumLine(bytes: Uint8Array, name: string): string;
