import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** What takes the keyboard over from a button that is gone once it was pressed; whoever uses no mouse would else be at the page's
 * beginning again. `isGone`: it was pressed. The element needs a tabIndex. */
export function useTakingOver<Element extends HTMLElement>(isGone: boolean): RefObject<Element | null> {
  const element = useRef<Element>(null);
  useEffect(() => {
    if (isGone && document.activeElement === document.body) element.current?.focus();
  }, [isGone]);
  return element;
}
