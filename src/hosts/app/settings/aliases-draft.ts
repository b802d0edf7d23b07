import { CANONICAL_LABELS, type CanonicalLabel, type GivenAliases } from '#targets';

/** Aliases while they are typed. */
export interface AliasesDraft {
  /** Names with commas between them. */
  readonly labels: Readonly<Partial<Record<CanonicalLabel, string>>>;
  readonly applications: readonly { readonly profiled: string; readonly measured: string }[];
}

export function draftOf({ labels = {}, applications = {} }: GivenAliases): AliasesDraft {
  return {
    labels: Object.fromEntries(
      CANONICAL_LABELS.flatMap((label) => {
        const names = labels[label];
        return names ? [[label, names.join(', ')] as const] : [];
      }),
    ),
    applications: Object.entries(applications).map(([profiled, measured]) => ({
      profiled,
      measured,
    })),
  };
}

/** Empty fields and rows are none; a half-filled row stays, so that it can be told. */
export function givenOf({ labels, applications }: AliasesDraft): GivenAliases {
  const named = CANONICAL_LABELS.flatMap((label) => {
    const names = (labels[label] ?? '').split(',').map((name) => name.trim());
    const told = names.filter((name) => name !== '');
    return told.length > 0 ? [[label, told] as const] : [];
  });
  const pairs = applications
    .map(({ profiled, measured }) => [profiled.trim(), measured.trim()] as const)
    .filter(([profiled, measured]) => profiled !== '' || measured !== '');
  return {
    ...(named.length > 0 && { labels: Object.fromEntries(named) }),
    ...(pairs.length > 0 && { applications: Object.fromEntries(pairs) }),
  };
}
