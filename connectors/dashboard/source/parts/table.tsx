// Rows under headings. Long lists are drawn only as far as they are seen, so that ten thousand scroll as ten do.
import { Component, type ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLanguage, useWords } from "../words/language";
import { Icon } from "./icon";
import { sorted, turned, type Order, type SortValue } from "./sorting";
import { partWords } from "./words";

export interface Column<Row> {
  name: string; // of the column, for keys
  title: string;
  cell: (row: Row) => ComponentChildren;
  isNumber?: boolean;
  sortBy?: (row: Row) => SortValue; // its heading becomes a button that sorts
}
export interface TableProps<Row> {
  caption: string; // what the rows are; read aloud, and printed
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  warns?: (row: Row) => boolean;
  empty?: ComponentChildren; // what to do when there is nothing
}

export const drawnFrom = 200; // rows; fewer are drawn at once, and printed by the browser as they are
const unmeasured = { row: 44, head: 44 }; // pixels
const beyond = 10; // rows above and below those in sight

export function Table<Row>(props: TableProps<Row>) {
  const say = useWords(partWords);
  const language = useLanguage();
  const [order, setOrder] = useState<Order | null>(null);
  const valueOf = order && props.columns.find((one) => one.name === order.column)?.sortBy;
  const rows = useMemo(
    () => (order && valueOf ? sorted(props.rows, valueOf, order.isDescending, language) : props.rows),
    [props.rows, order, language],
  );
  if (rows.length === 0) return <p class="muted">{props.empty ?? say("nothing")}</p>;
  const shown = { ...props, rows, order, turn: (column: string) => setOrder(turned(order, column)) };
  return rows.length < drawnFrom ? <WholeTable {...shown} from={0} until={rows.length} /> : <LongTable {...shown} />;
}

interface Ordered {
  order: Order | null;
  turn: (column: string) => void;
}

// Roles are said although they are a table's own: on narrow screens rows are drawn as cards, and would else lose them.
function WholeTable<Row>(props: TableProps<Row> & Ordered & Window) {
  const { caption, columns, rows, keyOf, warns, from, until, above = 0 } = props;
  return (
    <table class="rows" role="table" aria-rowcount={rows.length + 1}>
      <caption class="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row" aria-rowindex={1}>
          {columns.map((one) => (
            <Heading key={one.name} column={one} order={props.order} turn={props.turn} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {above > 0 && <Space height={above} columns={columns.length} />}
        {rows.slice(from, until).map((row, index) => (
          <DrawnRow key={keyOf(row)} row={row} columns={columns} index={from + index + 2} isWarning={Boolean(warns?.(row))} />
        ))}
      </tbody>
    </table>
  );
}

interface DrawnRowProps<Row> {
  row: Row;
  columns: Column<Row>[];
  index: number;
  isWarning: boolean;
}

/** Drawn once: when a long list is scrolled, rows that stay in sight are the same. */
class DrawnRow<Row> extends Component<DrawnRowProps<Row>> {
  override shouldComponentUpdate(next: DrawnRowProps<Row>): boolean {
    const { row, columns, index, isWarning } = this.props;
    return next.row !== row || next.columns !== columns || next.index !== index || next.isWarning !== isWarning;
  }
  override render({ row, columns, index, isWarning }: DrawnRowProps<Row>) {
    return (
      <tr role="row" class={isWarning ? "warns" : ""} aria-rowindex={index}>
        {columns.map((one) => (
          <td role="cell" key={one.name} class={one.isNumber ? "number" : ""} data-title={one.title}>
            {one.cell(row)}
          </td>
        ))}
      </tr>
    );
  }
}

function Heading<Row>({ column, order, turn }: { column: Column<Row> } & Ordered) {
  const isOrdered = order?.column === column.name;
  const direction = order?.isDescending ? "descending" : "ascending";
  return (
    <th
      role="columnheader"
      scope="col"
      class={column.isNumber ? "number" : ""}
      {...(column.sortBy ? { "aria-sort": isOrdered ? direction : "none" } : {})}
    >
      {column.sortBy ? (
        <button type="button" class={isOrdered ? "sorts ordered" : "sorts"} onClick={() => turn(column.name)}>
          {column.title} <Icon name={isOrdered && !order.isDescending ? "arrow-up-triangle" : "arrow-down-triangle"} size="xs" />
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

interface Window {
  from: number;
  until: number;
  above?: number; // pixels
}

function Space({ height, columns }: { height: number; columns: number }) {
  const fill = useRef<HTMLTableCellElement>(null);
  // By the object model and not by an attribute: the content security policy allows no inline styles. Before the browser
  // draws: a list that is shorter for a moment would be scrolled back.
  useLayoutEffect(() => {
    if (fill.current) fill.current.style.height = `${height}px`;
  }, [height]);
  return (
    <tr aria-hidden="true">
      <td ref={fill} colSpan={columns} class="p-0 border-0" />
    </tr>
  );
}

function usePrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const all = () => setPrinting(true);
    const some = () => setPrinting(false);
    addEventListener("beforeprint", all);
    addEventListener("afterprint", some);
    return () => {
      removeEventListener("beforeprint", all);
      removeEventListener("afterprint", some);
    };
  }, []);
  return isPrinting;
}

/** How high a row is on the average, of those drawn, and the headings; columns keep the width that the browser found for them. */
function measured(box: HTMLElement): typeof unmeasured | null {
  const table = box.querySelector("table");
  const headings = [...box.querySelectorAll("th")];
  if (!table) return null;
  table.classList.remove("settled");
  for (const one of headings) one.style.width = "";
  const widths = headings.map((one) => one.getBoundingClientRect().width);
  const drawn = box.querySelectorAll("tbody tr:not([aria-hidden])");
  const first = drawn[0]?.getBoundingClientRect();
  const last = drawn[drawn.length - 1]?.getBoundingClientRect();
  // Else every window of rows would be laid out with widths of its own, which takes longer, and makes columns jump.
  if (getComputedStyle(table).display === "table") {
    headings.forEach((one, index) => (one.style.width = `${widths[index] ?? 0}px`));
    table.classList.add("settled");
  }
  return first && last ? { row: (last.bottom - first.top) / drawn.length, head: table.tHead?.offsetHeight ?? 0 } : null;
}

function LongTable<Row>(props: TableProps<Row> & Ordered) {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ from: 0, until: 40 });
  const sized = useRef<HTMLDivElement>(null);
  const [heights, setHeights] = useState(unmeasured);
  const isPrinting = usePrinting();
  useEffect(() => {
    if (!box.current) return;
    const sizes = new ResizeObserver(() => setHeights((was) => (box.current && measured(box.current)) ?? was));
    sizes.observe(box.current);
    return () => sizes.disconnect();
  }, [isPrinting]);
  // One height for the list as long as its width is the same: a place of the scroll bar is then always the same place of the
  // list, and the browser does not break off a scrolling that is under way, as it does where heights change.
  useLayoutEffect(() => {
    if (sized.current) sized.current.style.height = `${heights.head + props.rows.length * heights.row}px`;
  }, [heights, props.rows.length, isPrinting]);
  const look = () => {
    const element = box.current;
    if (!element) return;
    const inAll = props.rows.length;
    const bottom = element.scrollTop + element.clientHeight;
    const isAtEnd = bottom >= element.scrollHeight - 1;
    const first = Math.min(Math.floor(element.scrollTop / heights.row), inAll - Math.floor(element.clientHeight / heights.row));
    const from = Math.max(0, first - beyond);
    const until = isAtEnd ? inAll : Math.min(inAll, Math.ceil(bottom / heights.row) + beyond);
    const isFar = Math.abs(from - seen.from) > beyond / 2 || Math.abs(until - seen.until) > beyond / 2;
    const isNewEdge = (from === 0 && seen.from > 0) || (until === inAll && seen.until < inAll);
    if (isFar || isNewEdge) setSeen({ from, until });
  };
  useEffect(look, [heights]);
  if (isPrinting) return <WholeTable {...props} from={0} until={props.rows.length} />;
  const until = Math.min(seen.until, props.rows.length);
  const from = Math.min(seen.from, until);
  return (
    <div class="scrolled" ref={box} onScroll={look} tabIndex={0} role="region" aria-label={props.caption}>
      <div ref={sized}>
        <WholeTable {...props} from={from} until={until} above={from * heights.row} />
      </div>
    </div>
  );
}
