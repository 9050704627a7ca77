import { type Control, isBox, isKept, TYPED, type Values } from "./saved-input";

/** Milliseconds to wait for fields that are not there yet. */
const PATIENCE = 60_000;

type Stored = { values: Values; kept: Record<string, unknown> };

let taken: Stored | null = null;

/** Reads the stored input once; it leaves the storage at once. */
function takeStored(): Stored {
  taken ??= read();
  return taken;
}

function read(): Stored {
  const nothing = { values: {}, kept: {} };
  try {
    const text = sessionStorage.getItem(TYPED);
    sessionStorage.removeItem(TYPED);
    const { path: there, ...stored }: Stored & { path?: string } = JSON.parse(text ?? "{}");
    return there === window.location.pathname ? { ...nothing, ...stored } : nothing;
  } catch {
    return nothing;
  }
}

/** The part that `registerInput` kept, not checked; undefined without one. */
export const savedInput = (name: string): unknown => takeStored().kept[name];

/** Fills each field in once it exists. */
export function restoreInput(): void {
  const waiting = new Map(Object.entries(takeStored().values));
  const fillIn = () => {
    for (const control of document.querySelectorAll("main [name]")) {
      const value = isKept(control) ? waiting.get(control.name) : undefined;
      if (!isKept(control) || value === undefined) continue;
      waiting.delete(control.name);
      setValue(control, value);
    }
    if (waiting.size === 0) observer.disconnect();
  };
  const observer = new MutationObserver(fillIn);
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => observer.disconnect(), PATIENCE);
  fillIn();
}

/** Sets a value with an event, so that React notices. */
function setValue(control: Control, value: string): void {
  if (isBox(control)) {
    if (control.checked !== (value === "true")) control.click();
    return;
  }
  const prototype = Object.getPrototypeOf(control);
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(control, value);
  control.dispatchEvent(
    new Event(control instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }),
  );
}
