import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { labelEntries, printLabels, type Labels } from '#series';
import type { TargetRow } from '#targets';
import { detailsStyles } from './details-styles';
import { Part } from './Part';

/** The labels that are stored with the profiles, and on demand what the scrape's discovery knew. */
export function LabelsPart({ row }: { readonly row: TargetRow }) {
  const styles = useStyles2(detailsStyles);
  const scraped = row.profiles.filter(({ target }) => target !== undefined);
  return (
    <Part title="Labels">
      <LabelList labels={row.labels} />
      <div>
        <ClipboardButton
          size="sm"
          variant="secondary"
          fill="outline"
          icon="copy"
          getText={() => printLabels(row.labels)}
        >
          Copy labels
        </ClipboardButton>
      </div>
      {scraped.map(({ name, target }) => (
        <details key={name} className={styles.more}>
          <summary>{name || '(unknown)'}: as discovered</summary>
          <LabelList labels={{ ...target!.discoveredLabels }} first={['url', target!.url]} />
        </details>
      ))}
    </Part>
  );
}

interface LabelListProps {
  readonly labels: Labels;
  readonly first?: readonly [string, string];
}

function LabelList({ labels, first }: LabelListProps) {
  const styles = useStyles2(detailsStyles);
  const entries = [...(first ? [first] : []), ...labelEntries(labels)];
  if (entries.length === 0) return <p className={styles.meaning}>none</p>;
  return (
    <dl className={styles.facts}>
      {entries.map(([name, value]) => [
        <dt key={name}>{name}</dt>,
        <dd key={`${name}=`}>{value}</dd>,
      ])}
    </dl>
  );
}
