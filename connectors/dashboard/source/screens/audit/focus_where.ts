import { useEffect, useRef } from "preact/hooks";
import type { RefObject } from "preact";

/** What a link led to is in sight, and hears the keyboard; after the frame has told that the page is another. */
export function useFocusWhere<Element extends HTMLElement>(isWanted: boolean): RefObject<Element | null> {
  const element = useRef<Element>(null);
  useEffect(() => {
    if (!isWanted) return;
    const timer = setTimeout(() => element.current?.focus());
    return () => clearTimeout(timer);
  }, [isWanted]);
  return element;
}
