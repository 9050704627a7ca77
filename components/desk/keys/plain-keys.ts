"use client";

/** Keys without Ctrl or Alt are in the way of those who speak to their machine, so they can be turned off (WCAG 2.1.4). */
const OFF = "desk-keys-off";

export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return true;
  }
}

export function turnKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // The browser keeps nothing, so they stay on.
  }
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Whether a key is pressed for itself: not in a field or a dialog, not with Ctrl or Alt, and not turned off. */
export function isPlainKey(event: KeyboardEvent): boolean {
  return (
    !(event.ctrlKey || event.metaKey || event.altKey) &&
    !isTyping(event.target) &&
    document.querySelector("[role=dialog], [role=alertdialog]") === null &&
    areKeysOn()
  );
}
