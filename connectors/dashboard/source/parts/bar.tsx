const width = 120; // pixels, as the part and the whole stand in numbers beside it
const height = 10;

/** How much of a whole is taken; decoration beside the numbers that say the same. */
export function Bar({ part, whole }: { part: number; whole: number }) {
  const share = whole > 0 ? Math.min(1, part / whole) : 0;
  return (
    <svg class="bar" width={width} height={height} aria-hidden="true" focusable="false">
      <rect class="whole" width={width} height={height} rx={2} />
      <rect class={part > whole ? "part over" : "part"} width={Math.round(width * share)} height={height} rx={2} />
    </svg>
  );
}
