/** What pictures are made of without React: for the command line, which writes them too. */
export { colourByChange } from './colour/colour-scheme';
export { frameLooks } from './frame-looks';
export { comparedWidths, widthFormula } from './widths';
