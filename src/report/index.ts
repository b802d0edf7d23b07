export { delimitedTable, type JudgedRows } from './delimited-table';
export { foldedLines } from './folded-lines';
export { htmlReport } from './html/html-report';
export type { ReportChart, ReportQuestion } from './html/report-question';
export { markdownTable } from './markdown-table';
