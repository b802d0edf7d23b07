import { Button } from '@grafana/ui';

export interface FilesSourceProps {
  readonly names: readonly string[];
  readonly onClose: () => void;
}

/** Whose data is looked at: of files, and that they stay here. */
export function FilesSource({ names, onClose }: FilesSourceProps) {
  const [first, second] = names;
  const shown = names.length > 2 ? `${names.length} files` : second ? `${first}, ${second}` : first;
  return (
    <>
      <span title={names.join('\n')}>{shown}</span>
      <span>· read in this browser, nothing is uploaded</span>
      <Button
        size="sm"
        fill="text"
        variant="secondary"
        icon="times"
        tooltip="Close the files and go back"
        onClick={onClose}
      >
        Close
      </Button>
    </>
  );
}
