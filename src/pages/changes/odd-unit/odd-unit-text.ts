import type { OddUnits } from '#changes';
import { formatSignedPercent } from '#ui';

/** One sentence a unit that is odd: `shop/1: pricing.Quote +48 % beside the other units, under cart.Checkout`. */
export function oddUnitTexts({ units, rows }: OddUnits): readonly string[] {
  return units.flatMap(({ unit, oddities }, u) => {
    const parts = oddities.map(({ name, direction, under }) => {
      const relative = rows.find((row) => row.name === name)?.cells[u]?.relative;
      const size =
        relative === undefined
          ? `${direction === 'up' ? 'only' : 'not'} here`
          : formatSignedPercent(relative);
      return `${name} ${size}${under === undefined ? '' : ` under ${under}`}`;
    });
    return parts.length === 0 ? [] : [`${unit}: ${parts.join('; ')}`];
  });
}

/** What there is to say where the map alone would mislead. */
export function oddUnitNote({ units }: OddUnits): string | undefined {
  if (units.length === 2)
    return 'Of two units it cannot be told which one is odd: each is held against the other.';
  return undefined;
}
