import type { CallTree } from '#profile';
import {
  categoryShares,
  categorySlot,
  COLOUR_FORMULA,
  formatPercent,
  paletteKeys,
  selfOfFrames,
  widthFormula,
  type LegendKey,
} from '#ui';
import { categoriesBy, coloursOf, isUpsideDown } from '../picture';
import type { DisplayState } from '../../state/view/view-state';

/** More are not told apart by colour. */
const MOST_CATEGORIES = 12;

interface LegendQuestion {
  readonly tree: CallTree;
  readonly display: DisplayState;
  readonly colour: ReturnType<typeof coloursOf>;
  /** Why frames of a comparison are grey besides. */
  readonly grey: string | undefined;
}

/** What the colours, hatches and widths of a picture mean that is looked at without its page. */
export function legendOf({ tree, display, colour, grey }: LegendQuestion): LegendKey[] {
  if (colour.palette === 'change') {
    const words = [COLOUR_FORMULA, widthFormula(display.width)].map((text) => ({ text }));
    return [...paletteKeys('change', grey), ...words];
  }
  return [
    ...paletteKeys(colour.palette),
    ...categoryKeys(tree, display),
    ...(hasNegative(tree, colour) ? [NEGATIVE] : []),
    { text: 'width: total' },
  ];
}

const NEGATIVE: LegendKey = { slot: 0, mark: 'negative', text: 'negative total' };

function hasNegative({ frame }: CallTree, { presenceOf }: LegendQuestion['colour']): boolean {
  return frame.some((_, node) => presenceOf(node) === 'negative');
}

/** Those that cost most, each with its share, and whose code is grey. */
function categoryKeys(tree: CallTree, display: DisplayState): readonly LegendKey[] {
  const categories = categoriesBy(tree, display);
  if (!categories) return [];
  const { names, isOwn, modules, by } = categories;
  const shares = categoryShares(names, selfOfFrames(tree, isUpsideDown(display)));
  const shown = shares.slice(0, MOST_CATEGORIES);
  const rest = shares.slice(shown.length);
  const restShare = rest.reduce((sum, { share }) => sum + share, 0);
  return [
    { text: `colour: by ${by}, with its own share:` },
    ...shown.map(({ name, share }) => ({
      slot: categorySlot(name, isOwn(name)),
      text: `${name || '(unknown)'} ${formatPercent(share)}`,
    })),
    ...(rest.length > 0 ? [{ text: `${rest.length} more ${formatPercent(restShare)}` }] : []),
    ...(modules.length > 0 ? [{ text: `grey: not of ${modules.join(', ')}` }] : []),
  ];
}
