import {
  createElement,
  Fragment,
  type ElementType,
  type Key,
  type ReactElement,
  type ReactNode,
} from 'react';

/*
 * What JSX is compiled to in the Grafana plugins, in place of `react/jsx-runtime` and `react/jsx-dev-runtime`: Grafana shares
 * those only since 12.0.10, and the Grafana of the Canonical Observability Stack is 12.0.2.
 */

export { Fragment };

interface Props {
  readonly children?: ReactNode;
}

export function jsx(type: ElementType, props: Props, key?: Key): ReactElement {
  return createElement(type, withKey(props, key));
}

/** Children that the source lists one by one: as arguments, because React asks for keys in an array that is a prop. */
export function jsxs(type: ElementType, props: Props, key?: Key): ReactElement {
  const { children, ...rest } = props;
  const list: readonly ReactNode[] = Array.isArray(children) ? children : [children];
  return createElement(type, withKey(rest, key), ...list);
}

export function jsxDEV(type: ElementType, props: Props, ...more: [Key?, boolean?]): ReactElement {
  const [key, isStatic] = more;
  return isStatic ? jsxs(type, props, key) : jsx(type, props, key);
}

function withKey(props: Props, key: Key | undefined): Props & { key?: Key } {
  return key === undefined ? props : { ...props, key };
}
