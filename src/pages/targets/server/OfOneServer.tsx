import { useMemo, useState, type ReactNode } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ProfileSource } from '#sources';
import { Picker } from '#ui';
import { HostContext, useHost } from '../../state/host';
import { createQueryClient } from '../../state/queries/query-client';
import type { ViewControl } from '../../state/view/use-view-state';
import { atServer } from './at-server';

export interface OfOneServerProps {
  readonly control: ViewControl;
  /** `picker`: which of several servers; nothing where there is one. */
  readonly children: (control: ViewControl, picker: ReactNode) => ReactNode;
}

/** Targets are of one server at a time: what two have of one program would be listed twice. */
export function OfOneServer({ control, children }: OfOneServerProps) {
  const { datasources = [], sourceOf } = useHost().profiles;
  const { view, setView } = control;
  const [first] = datasources;
  if (first === undefined || datasources.length < 2) return children(control, null);
  const name = datasources.find((one) => one === view.targets.datasource) ?? first;
  const picker = (
    <Picker
      label="Datasource"
      options={datasources.map((one) => ({ value: one, label: one }))}
      value={name}
      onChange={(one) => setView({ ...view, targets: { ...view.targets, ...of(one) } })}
    />
  );
  const source = name === first ? undefined : sourceOf?.(name);
  if (!source) return children(control, picker);
  return (
    <AtServer key={name} {...{ control, name, source }}>
      {(there) => children(there, picker)}
    </AtServer>
  );

  /** Another server has other rows. */
  function of(one: string) {
    return { datasource: one === first ? undefined : one, selected: undefined };
  }
}

interface AtServerProps {
  readonly control: ViewControl;
  readonly name: string;
  readonly source: ProfileSource;
  readonly children: (control: ViewControl) => ReactNode;
}

/** Answers are kept apart from those of the others, whose questions are the same. */
function AtServer({ control, name, source, children }: AtServerProps) {
  const host = useHost();
  const [client] = useState(() => createQueryClient(host.engine));
  const own = useMemo(() => ({ ...host, profiles: source }), [host, source]);
  const there = useMemo(() => atServer(control, name), [control, name]);
  return (
    <QueryClientProvider client={client}>
      <HostContext.Provider value={own}>{children(there)}</HostContext.Provider>
    </QueryClientProvider>
  );
}
