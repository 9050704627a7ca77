import { type DragEvent, useState } from "react";

/** Lets the lines of a list be dragged to another place. @returns what a line needs, by its place from 0 */
export function useDragging(move: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  return (place: number) => ({
    draggable: true,
    onDragStart: () => setDragged(place),
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      if (dragged !== null) move(dragged, place);
      setDragged(null);
    },
  });
}
