/** SHA-256 in hexadecimal digits, reckoned in this page; where it came over plain HTTP, browsers have no `crypto.subtle`. */
export async function digestOf(content: BufferSource): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
