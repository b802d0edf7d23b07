import { LinkButton } from '@grafana/ui';
import { config } from '@grafana/runtime';
import { Notice } from '#ui';
import { isAdmin } from '../grafana-api';

/** Shown when the user may query no datasource of profiles. */
export function NoParca() {
  const facts = 'Grafana has no datasource of the type Parca or Pyroscope that you may query.';
  if (!isAdmin())
    return (
      <Notice
        kind="empty"
        title="No Parca datasource"
        facts={facts}
        advice="Ask a Grafana administrator to add one, or for permission to query the existing one."
      />
    );
  return (
    <Notice
      kind="empty"
      title="No Parca datasource"
      facts={facts}
      advice="Add a “Parca (Parcascope)” datasource with the URL of your Parca or Pyroscope."
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
