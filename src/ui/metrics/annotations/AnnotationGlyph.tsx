import type { Annotation } from '#targets';

const SHAPES: Readonly<Record<Annotation['kind'], { readonly d: string; filled: boolean }>> = {
  alert: { d: 'M6 1 11.4 10.8H.6Z', filled: true },
  deploy: { d: 'M6 11 .6 1.2H11.4Z', filled: true },
  restart: { d: 'M9.9 3.4A4.6 4.6 0 1 0 10.6 7M10.4.6V3.7H7.3', filled: false },
  change: { d: 'M6 .8 11.2 6 6 11.2.8 6Z', filled: true },
  start: { d: 'M2.2 1.3 10.6 6 2.2 10.7Z', filled: false },
};

/** ▲ alert, ▼ deploy, ⟲ restart, ◆ change, ▷ start, in the colour of the text. */
export function AnnotationGlyph({ kind }: { readonly kind: Annotation['kind'] }) {
  const { d, filled } = SHAPES[kind];
  return (
    <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
      <path
        d={d}
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth={filled ? 0 : 1.5}
        strokeLinejoin="round"
      />
    </svg>
  );
}
