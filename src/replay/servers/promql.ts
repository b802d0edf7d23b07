import { parser } from '@prometheus-io/lezer-promql';
import { parseMatchers, SeriesError, type Matcher } from '#series';

type Node = ReturnType<typeof parser.parse>['topNode'];

interface VectorSelector {
  /** undefined for `{job="shop"}`. */
  readonly metric: string | undefined;
  readonly matchers: readonly Matcher[];
}

/** `sum by (a) (…)`. Without a grouping no label stays, as with `by ()`. */
interface Aggregation {
  readonly operator: string;
  readonly without: boolean;
  readonly labels: ReadonlySet<string>;
}

/** A PromQL expression, as far as a replay needs to know it. */
export interface Expression {
  /** Everything but the matchers: expressions of one shape differ in nothing else. */
  readonly shape: string;
  /** In the order of the text. */
  readonly selectors: readonly VectorSelector[];
  readonly functions: readonly string[];
  readonly aggregations: readonly Aggregation[];
  /** A vector selector with nothing around it. */
  readonly isSelector: boolean;
}

/** Throws SeriesError with the column for a text that is no PromQL. */
export function parseExpression(query: string): Expression {
  return readExpression(query, parseTree(query));
}

/** The operands of `A or B or …`, where `or` binds least and matches on all labels; any other expression is its only one. */
export function parseOperands(query: string): readonly Expression[] {
  const operands: Node[] = [];
  let left = parseTree(query);
  for (; left.getChild('Or'); left = childrenOf(left)[0]!) {
    if (left.getChild('MatchingModifierClause')) return [parseExpression(query)];
    operands.unshift(childrenOf(left).at(-1)!);
  }
  return [left, ...operands].map((operand) => readExpression(query, operand));
}

/** What is left open at the end, as Prometheus calls it. */
const UNCLOSED = /^(FunctionCallBody|ParenExpr|GroupingLabels)$/;

/** The grammar goes on behind what it cannot read; the first such place is where the query is wrong. */
function parseTree(query: string): Node {
  const tree = parser.parse(query);
  let wrong: Node | undefined;
  tree.iterate({
    enter: ({ type, node }) => {
      if (type.isError) wrong ??= node;
    },
  });
  const [expression] = childrenOf(tree.topNode);
  if (wrong === undefined && expression) return expression;
  const at = wrong?.from ?? query.length;
  const fault =
    at < query.length
      ? `unexpected ${JSON.stringify(query.slice(at, at + 10))}`
      : UNCLOSED.test(wrong?.parent?.name ?? '')
        ? 'unclosed left parenthesis'
        : 'unexpected end of input';
  throw new SeriesError(`parse error: column ${at + 1}: ${fault}`);
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child.name !== 'LineComment') children.push(child);
  return children;
}

function readExpression(query: string, top: Node): Expression {
  const shape: string[] = [];
  const selectors: VectorSelector[] = [];
  const functions: string[] = [];
  const aggregations: Aggregation[] = [];
  top.cursor().iterate(
    ({ name, node }) => {
      if (name === 'LineComment') return false;
      if (name === 'VectorSelector') {
        const selector = readSelector(query, node);
        selectors.push(selector);
        shape.push(`${selector.metric ?? ''}{}`);
        return false;
      }
      if (name === 'FunctionIdentifier') functions.push(textOf(query, node));
      if (name === 'AggregateExpr') aggregations.push(readAggregation(query, node));
      shape.push(node.firstChild ? `${name}(` : textOf(query, node));
      return true;
    },
    ({ node }) => {
      if (node.firstChild) shape.push(')');
    },
  );
  const isSelector = top.name === 'VectorSelector';
  return { shape: shape.join(' '), selectors, functions, aggregations, isSelector };
}

/** `up{…}`, `{__name__="up", …}` and `{"up", …}` are the same selector. */
function readSelector(query: string, node: Node): VectorSelector {
  const metric = node.getChild('Identifier');
  const braces = node.getChild('LabelMatchers');
  const matchers = (braces ? childrenOf(braces) : []).flatMap((child) =>
    parseMatchers((child.name === 'QuotedLabelName' ? '__name__=' : '') + textOf(query, child)),
  );
  if (metric) return { metric: textOf(query, metric), matchers };
  const named = matchers.findIndex(({ name, op }) => name === '__name__' && op === '=');
  return { metric: matchers[named]?.value, matchers: matchers.filter((_, i) => i !== named) };
}

function readAggregation(query: string, node: Node): Aggregation {
  const modifier = node.getChild('AggregateModifier');
  const labels = modifier?.getChild('GroupingLabels');
  // A label may be quoted, as in a matcher.
  const names = (labels ? childrenOf(labels) : []).map(
    (label) => parseMatchers(`${textOf(query, label)}=""`)[0]!.name,
  );
  return {
    operator: textOf(query, node.getChild('AggregateOp')!).toLowerCase(),
    without: Boolean(modifier?.getChild('Without')),
    labels: new Set(names),
  };
}

function textOf(query: string, { from, to }: Node): string {
  return query.slice(from, to);
}
