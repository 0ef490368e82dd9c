// size.ts: how wide a box is, as it changes. The box may come and go: REF is called with each.
import { useCallback, useRef, useState } from "preact/hooks";

export function useWidth<T extends HTMLElement>(first = 640) {
  const [width, setWidth] = useState(first), watch = useRef<ResizeObserver>();
  const box = useCallback((element: T | null) => {
    watch.current?.disconnect();
    if (!element) return;
    watch.current = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, Math.round(entry.contentRect.width))));
    watch.current.observe(element);
  }, []);
  return { box, width };
}
