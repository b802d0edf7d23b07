export const grafanaAlias: { find: RegExp; replacement: string }[];
