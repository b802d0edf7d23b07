/** False for events of what React has inside an element and the document elsewhere: menus, tooltips. */
export function isWithin(event: { target: EventTarget; currentTarget: Element }): boolean {
  const { target, currentTarget } = event;
  return target instanceof Node && currentTarget.contains(target);
}
