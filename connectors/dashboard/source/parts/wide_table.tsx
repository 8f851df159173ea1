import { drawnFrom, Table, type TableProps } from "./table";
import { Wide } from "./wide";

/** A table of many columns: it moves sideways by itself where the page is narrow, as long ones do anyway. */
export function WideTable<Row>(props: TableProps<Row>) {
  if (props.rows.length === 0 || props.rows.length >= drawnFrom) return <Table {...props} />;
  return (
    <Wide label={props.caption}>
      <Table {...props} />
    </Wide>
  );
}
