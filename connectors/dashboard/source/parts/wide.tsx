import type { ComponentChildren } from "preact";

/** What may be wider than the page moves sideways by itself, also by keyboard. `label`: what it is, read aloud. */
export function Wide({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
