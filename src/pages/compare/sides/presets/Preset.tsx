import { Button } from '@grafana/ui';

interface PresetProps {
  readonly words: string;
  readonly onClick: () => void;
  readonly tooltip?: string | undefined;
  readonly disabled?: boolean;
}

/** A button that fills in a side. */
export function Preset({ words, tooltip, ...button }: PresetProps) {
  return (
    <Button
      size="sm"
      variant="secondary"
      fill="outline"
      {...button}
      {...(tooltip !== undefined && { tooltip })}
    >
      {words}
    </Button>
  );
}
