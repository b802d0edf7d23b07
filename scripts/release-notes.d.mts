export function releaseNotes(
  tag: string,
  of: { readonly version: string; readonly changelog: string },
): string;
