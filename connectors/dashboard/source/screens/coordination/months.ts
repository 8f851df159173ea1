// Months, as statistics count them.
const months = 12;

/** The last twelve, with the one that has begun: what statistics are asked for. */
export function lastYear(today: string): { from: string; to: string } {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return { from: new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 7), to: today.slice(0, 7) };
}
