import { useState, type MouseEvent } from 'react';
import { Button, useStyles2, useTheme2 } from '@grafana/ui';
import type { OddUnits } from '#changes';
import { UNCHANGED_SLOT } from '../flame-graph/colour/colour-scheme';
import { paletteOf, type Palette } from '../flame-graph/colour/palette';
import { formatSignedPercent, formatValue } from '../format';
import { FunctionName } from '../function-name/FunctionName';
import { cellLabel, cellText, markOf, scoreSlot, type Cell } from './cell-text';
import { unitMapStyles } from './unit-map-styles';
import { UnitMapLegend } from './UnitMapLegend';
import { useRovingGrid, type GridPlace } from './use-roving-grid';

/** A function of a unit, by its name and the unit's place. */
export interface MapPlace {
  readonly name: string;
  readonly unit: number;
}

export interface UnitMapProps {
  readonly found: OddUnits;
  /** What is shown, for its name: `shop, CPU time`. */
  readonly title: string;
  readonly rateUnit: string;
  readonly stale: boolean;
  /** Of a cell, so that it can be opened in another tab. */
  readonly linkTo: (place: MapPlace) => string;
  readonly onFollow: (place: MapPlace) => void;
}

const FIRST_ROWS = 25;

/** Functions × units as a table: how far each is from the same function of all other units. */
export function UnitMap(props: UnitMapProps) {
  const { found, title, stale } = props;
  const styles = useStyles2(unitMapStyles);
  const [isWhole, setWhole] = useState(false);
  const odd = found.rows.filter(({ cells }) => cells.some(({ isOdd }) => isOdd)).length;
  const rows = isWhole ? found.rows : found.rows.slice(0, Math.max(FIRST_ROWS, odd));
  const grid = useRovingGrid(rows.length, found.units.length);
  return (
    <div>
      <UnitMapLegend />
      <div className={styles.scroller} data-stale={stale}>
        <table
          ref={grid.grid}
          role="grid"
          aria-label={`Functions by unit of ${title}`}
          aria-rowcount={found.rows.length + 2}
          aria-colcount={found.units.length + 1}
          className={styles.table}
          onKeyDown={grid.onKeyDown}
          onFocus={grid.onFocus}
        >
          <Head {...props} />
          <tbody>
            {rows.map((row, r) => (
              <tr key={row.name} aria-rowindex={r + 3}>
                <th scope="row" className={styles.name} title={row.name} aria-label={row.name}>
                  <FunctionName name={row.name} />
                </th>
                {row.cells.map((cell, u) => (
                  <MapCell
                    key={found.units[u]!.unit}
                    {...props}
                    {...{ cell, name: row.name }}
                    place={{ row: r, column: u }}
                    isTabStop={grid.at.row === r && grid.at.column === u}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.under}>
        {rows.length < found.rows.length && (
          <Button size="sm" variant="secondary" fill="text" onClick={() => setWhole(true)}>
            {`Show all ${found.rows.length} functions`}
          </Button>
        )}
        {found.smaller > 0 &&
          `${found.smaller} more functions are within noise and less than 1 % of every unit.`}
      </p>
    </div>
  );
}

/** The units, and how much each has to do: what is in no cell. */
function Head({ found, rateUnit }: UnitMapProps) {
  const styles = useStyles2(unitMapStyles);
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" className={styles.corner}>
          Function
        </th>
        {found.units.map(({ unit }) => (
          <th key={unit} scope="col" className={styles.unit} title={unit}>
            <bdi>{unit}</bdi>
          </th>
        ))}
      </tr>
      <tr aria-rowindex={2}>
        <th scope="row" className={styles.load}>
          Total, beside the others’ median
        </th>
        {found.units.map(({ unit, rate, load }) => (
          <td key={unit} className={styles.load}>
            {formatValue(rate, rateUnit)}
            <br />
            {load === undefined ? '' : formatSignedPercent(load)}
          </td>
        ))}
      </tr>
    </thead>
  );
}

interface MapCellProps extends UnitMapProps {
  readonly cell: Cell;
  readonly name: string;
  readonly place: GridPlace;
  readonly isTabStop: boolean;
}

function MapCell(props: MapCellProps) {
  const { cell, name, place, found, rateUnit, linkTo, onFollow } = props;
  const styles = useStyles2(unitMapStyles);
  const palette = paletteOf('change', useTheme2().isDark);
  const { unit } = found.units[place.column]!;
  const label = cellLabel(cell, { name, unit, rateUnit });
  const at: MapPlace = { name, unit: place.column };
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    onFollow(at);
  };
  return (
    <td className={styles.cell}>
      <a
        href={linkTo(at)}
        className={styles.value}
        style={fillOf(cell, palette)}
        tabIndex={props.isTabStop ? 0 : -1}
        data-row={place.row}
        data-column={place.column}
        data-odd={cell.isOdd}
        aria-label={label}
        title={label}
        onClick={follow}
      >
        <span aria-hidden>
          {markOf(cell)} {cellText(cell)}
        </span>
      </a>
    </td>
  );
}

/** Nothing where the score is small: the ground stays what the table's is. */
function fillOf({ score }: Cell, { fills, ink }: Palette) {
  const slot = scoreSlot(score);
  return slot === 0 ? undefined : { background: fills[UNCHANGED_SLOT + slot], color: ink };
}
