export { delimitedTable } from './delimited-table';
export { foldedLines } from './folded-lines';
export { htmlReport } from './html-report';
export { markdownTable } from './markdown-table';
