// size.ts: how wide a box is, as it changes.
import { useEffect, useRef, useState } from "preact/hooks";

export function useWidth<T extends HTMLElement>(first = 640) {
  const box = useRef<T>(null);
  const [width, setWidth] = useState(first);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, Math.round(entry.contentRect.width))));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return { box, width };
}
