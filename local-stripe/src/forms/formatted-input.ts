import type { Field } from "./field";

/** Formats while typing, and keeps the cursor behind the same character. `format` gets true while text is deleted. */
export function formatWhileTyping(
  field: Field,
  format: (text: string, deleting: boolean) => string,
  onChange?: (text: string) => void,
): void {
  const { control } = field;
  if (!(control instanceof HTMLInputElement)) return;
  control.addEventListener("input", (event) => {
    const deleting = event instanceof InputEvent && event.inputType.startsWith("delete");
    const before = control.value;
    const caret = control.selectionStart ?? before.length;
    const after = format(before, deleting);
    if (after !== before) {
      control.value = after;
      const atEnd = caret >= before.length;
      const place = atEnd ? after.length : positionAfter(after, significant(before.slice(0, caret)));
      if (document.activeElement === control) control.setSelectionRange(place, place);
    }
    onChange?.(after);
  });
}

function significant(text: string): number {
  return text.replace(/[^0-9A-Za-z]/g, "").length;
}

function positionAfter(text: string, count: number): number {
  let seen = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (seen === count) return index;
    if (/[0-9A-Za-z]/.test(text[index] ?? "")) seen += 1;
  }
  return text.length;
}
