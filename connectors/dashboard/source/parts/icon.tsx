import type { IconName } from "./icons";

/** Decoration beside a text that says the same; hidden from who does not see it. */
export function Icon({ name, size = "sm" }: { name: IconName; size?: "xs" | "sm" | "lg" }) {
  return (
    <svg class={`icon icon-${size}`} aria-hidden="true" focusable="false">
      <use href={`${ICONS}#it-${name}`} />
    </svg>
  );
}
