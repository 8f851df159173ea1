// A worker's name as a key of this browser's storage, which does not say it (FNV-1a, 32 bits: it tells apart, it protects nothing).
export function keyOf(subject: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(subject)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
