import type { ReactNode } from 'react';
import { Button } from '@grafana/ui';

/** The last line of a form. */
export function SaveRow(props: { readonly onSave: () => void; readonly children?: ReactNode }) {
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      <Button onClick={props.onSave}>Save</Button>
      {props.children}
    </div>
  );
}
