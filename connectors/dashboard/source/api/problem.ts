// What a server answers when it does not do what was asked (RFC 9457), and what happens when it does not answer.
export interface FieldError {
  pointer: string; // "/payload/desk": a place in what was sent, or a parameter's name
  detail: string;
}

export class Problem extends Error {
  constructor(
    readonly status: number, // 0: no answer
    readonly title: string,
    readonly body: Record<string, unknown> = {},
  ) {
    super(title);
  }
  /** Which kind of no it is, by the end of its type: "refused", "needs_two"; empty: not said. */
  get kind(): string {
    return typeof this.body.type === "string" ? (this.body.type.split(":").pop() ?? "") : "";
  }
  /** Of a refusal: its code, its text in the language asked for, its legal or local ground. */
  get code(): string {
    return typeof this.body.code === "string" ? this.body.code : "";
  }
  get text(): string {
    return typeof this.body.text === "string" ? this.body.text : typeof this.body.detail === "string" ? this.body.detail : this.title;
  }
  get ground(): string {
    return typeof this.body.ground === "string" ? this.body.ground : "";
  }
  get errors(): FieldError[] {
    return Array.isArray(this.body.errors) ? (this.body.errors as FieldError[]) : [];
  }
  /** Nobody answered, or the server says to come again: the same may work later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 503;
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  return new Problem(response.status, typeof body.title === "string" ? body.title : response.statusText, body);
}
