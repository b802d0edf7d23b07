import { createDataFrame, type DataFrame } from '@grafana/data';

/** No data, and why. */
export function emptyFrame(of: {
  readonly refId: string;
  readonly executed: string;
  readonly notice: string;
}): DataFrame {
  return createDataFrame({
    refId: of.refId,
    meta: {
      executedQueryString: of.executed,
      notices: [{ severity: 'info', text: of.notice }],
    },
    fields: [],
  });
}
