import type { MouseEvent } from "react";

/** A click that opens a link right here; others open it in a tab or window of its own, and are the browser's. */
export const isPlainClick = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;
