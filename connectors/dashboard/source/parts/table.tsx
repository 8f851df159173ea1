// Rows under headings. Long lists are drawn only as far as they are seen, so that ten thousand scroll as ten do.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../words/language";
import { partWords } from "./words";

export interface Column<Row> {
  name: string; // of the column, for keys
  title: string;
  cell: (row: Row) => ComponentChildren;
  isNumber?: boolean;
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
  if (props.rows.length === 0) return <p class="muted">{props.empty ?? say("nothing")}</p>;
  return props.rows.length < drawnFrom ? <WholeTable {...props} from={0} until={props.rows.length} /> : <LongTable {...props} />;
}

function WholeTable<Row>({ caption, columns, rows, keyOf, warns, from, until, above = 0, below = 0 }: TableProps<Row> & Window) {
  return (
    <table class="rows" aria-rowcount={rows.length + 1}>
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((one) => (
            <th key={one.name} scope="col" class={one.isNumber ? "number" : ""}>
              {one.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {above > 0 && <Space height={above} columns={columns.length} />}
        {rows.slice(from, until).map((row, index) => (
          <tr key={keyOf(row)} class={warns?.(row) ? "warns" : ""} aria-rowindex={from + index + 2}>
            {columns.map((one) => (
              <td key={one.name} class={one.isNumber ? "number" : ""}>
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

function LongTable<Row>(props: TableProps<Row>) {
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
