import { LinkButton } from '@grafana/ui';
import { config } from '@grafana/runtime';
import { Notice } from '#ui';
import { isAdmin } from '../grafana-api';

/** What is shown where Grafana has no datasource to look at. */
export function NoParca() {
  const facts = 'Grafana has no datasource of the type Parca that you may use.';
  if (!isAdmin())
    return (
      <Notice
        kind="empty"
        title="There is no Parca to look at."
        facts={facts}
        advice="Ask an administrator of this Grafana to add a Parca datasource, or to let you query the one there is."
      />
    );
  return (
    <Notice
      kind="empty"
      title="There is no Parca to look at."
      facts={facts}
      advice="Add a datasource “Parca (Parcascope)” with the address of your Parca, then come back here."
    >
      <LinkButton
        href={`${config.appSubUrl}/connections/datasources/new`}
        icon="plus"
        size="sm"
        style={{ marginTop: 8 }}
      >
        Add a datasource
      </LinkButton>
    </Notice>
  );
}
