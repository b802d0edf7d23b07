/** What pictures and their numbers are made of without React: for the command line, which writes them too. */
export { colourByChange, colourByPackage } from './colour/colour-scheme';
export { COLOUR_FORMULA } from './colour/legend-words';
export { buildDescriber } from './describe';
export { handedPicture } from './handed-picture';
export { buildWidths, comparedWidths, widthFormula } from './widths';
export { formatValue } from '../format';
export { intervalText } from '../verdict-text';
