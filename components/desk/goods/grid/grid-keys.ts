import type { KeyboardEvent } from "react";
import type { GridState } from "./use-grid";

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

type Size = { rows: number; columns: number };

/** Keys of a table whose cells are chosen, as a spreadsheet has them. @param leave what has the focus after Escape */
export function gridKeys(event: KeyboardEvent, grid: GridState, size: Size, leave: () => void) {
  const target = event.target as HTMLElement;
  if (target.dataset.editor !== undefined) return editorKeys(event, grid, size);
  const { row, column } = grid.at;
  const { key, shiftKey } = event;
  const isCommand = event.ctrlKey || event.metaKey;
  const step = STEPS[key];
  const take = () => event.preventDefault();
  if (step) {
    take();
    grid.go({ row: row + step[0], column: column + step[1] }, shiftKey);
  } else if (key === "Home" || key === "End") {
    take();
    const isEnd = key === "End";
    const to = isEnd ? size.columns - 1 : 0;
    grid.go({ row: isCommand ? (isEnd ? size.rows - 1 : 0) : row, column: to }, shiftKey);
  } else if (key === "Tab") tab(event, grid, size);
  else if (key === "Escape") leave();
  else if (isCommand && key.toLowerCase() === "z") {
    take();
    grid.undo();
  } else if (isCommand || event.altKey) return;
  else if (key === "Enter" || key === "F2") {
    take();
    grid.edit({ row, column }, null);
  } else if (key === "Delete" || key === "Backspace") {
    take();
    grid.clear();
  } else if (key.length === 1) {
    take();
    grid.edit({ row, column }, key);
  }
}

/** At both ends Tab leaves the table, as everywhere. */
function tab(event: KeyboardEvent, grid: GridState, size: Size) {
  const { row, column } = grid.at;
  const next = row * size.columns + column + (event.shiftKey ? -1 : 1);
  if (next < 0 || next >= size.rows * size.columns) return;
  event.preventDefault();
  grid.go({ row: Math.floor(next / size.columns), column: next % size.columns });
}

/** Enter goes down and Tab on, and what was typed is taken as the cell is left; Escape leaves it as it was. */
function editorKeys(event: KeyboardEvent, grid: GridState, size: Size) {
  // Of a word that is still being composed, as in Japanese.
  if (event.nativeEvent.isComposing) return;
  const { row, column } = grid.at;
  if (event.key === "Escape") {
    event.preventDefault();
    (event.target as HTMLElement).dataset.leaves = "";
    grid.go({ row, column });
  } else if (event.key === "Enter") {
    event.preventDefault();
    grid.go({ row: row + (event.shiftKey ? -1 : 1), column });
  } else if (event.key === "Tab") tab(event, grid, size);
}
