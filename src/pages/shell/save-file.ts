/** Hands the browser a file; answers the name that it was given. */
export function saveFile(file: {
  readonly name: string;
  readonly bytes: Uint8Array | string | Blob;
}): string {
  const { name, bytes } = file;
  const blob =
    bytes instanceof Blob
      ? bytes
      : new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]);
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file when the click returns to it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
}
