export { delimitedTable } from './delimited-table';
export { foldedLines } from './folded-lines';
export { markdownTable } from './markdown-table';
