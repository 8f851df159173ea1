// Rows under headings. Long lists are drawn only as far as they are seen, so that ten thousand scroll as ten do.
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
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
interface TableProps<Row> {
  caption: string; // what the rows are; read aloud, and printed
  columns: Column<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
  warns?: (row: Row) => boolean;
  empty?: ComponentChildren; // what to do when there is nothing
}

const drawnFrom = 200; // rows; fewer are drawn at once, and printed by the browser as they are
const rowHeight = 44; // pixels, as long as none was measured
const beyond = 20; // rows above and below those in sight

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
  const { caption, columns, rows, keyOf, warns, from, until, above = 0, below = 0 } = props;
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
          <tr role="row" key={keyOf(row)} class={warns?.(row) ? "warns" : ""} aria-rowindex={from + index + 2}>
            {columns.map((one) => (
              <td role="cell" key={one.name} class={one.isNumber ? "number" : ""} data-title={one.title}>
                {one.cell(row)}
              </td>
            ))}
          </tr>
        ))}
        {below > 0 && <Space height={below} columns={columns.length} />}
      </tbody>
    </table>
  );
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
  above?: number;
  below?: number;
}

function Space({ height, columns }: { height: number; columns: number }) {
  const fill = useRef<HTMLTableCellElement>(null);
  // By the object model and not by an attribute: the content security policy allows no inline styles.
  useEffect(() => {
    if (fill.current) fill.current.style.height = `${height}px`;
  }, [height]);
  return (
    <tr aria-hidden="true">
      <td ref={fill} colSpan={columns} class="p-0 border-0" />
    </tr>
  );
}

function LongTable<Row>(props: TableProps<Row> & Ordered) {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState({ from: 0, until: 60, height: rowHeight });
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
  const look = () => {
    const element = box.current;
    if (!element) return;
    const drawn = element.querySelectorAll("tbody tr:not([aria-hidden])");
    const first = drawn[0]?.getBoundingClientRect();
    const last = drawn[drawn.length - 1]?.getBoundingClientRect();
    const height = first && last && drawn.length > 5 ? (last.bottom - first.top) / drawn.length : seen.height;
    const from = Math.max(0, Math.floor(element.scrollTop / height) - beyond);
    const until = Math.min(props.rows.length, Math.ceil((element.scrollTop + element.clientHeight) / height) + beyond);
    if (Math.abs(from - seen.from) > beyond / 2 || Math.abs(until - seen.until) > beyond / 2) setSeen({ from, until, height });
  };
  if (isPrinting) return <WholeTable {...props} from={0} until={props.rows.length} />;
  const until = Math.min(seen.until, props.rows.length);
  return (
    <div class="scrolled" ref={box} onScroll={look} tabIndex={0} role="region" aria-label={props.caption}>
      <WholeTable {...props} from={seen.from} until={until} above={seen.from * seen.height} below={(props.rows.length - until) * seen.height} />
    </div>
  );
}
