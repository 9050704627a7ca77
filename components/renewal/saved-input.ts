/** Holds what was typed from the reload until it is filled in. In the tab's storage. */
const TYPED = "typed";

const PATIENCE = 60_000;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** By the control's name; for a checkbox `true` or `false`. */
type Values = Record<string, string>;

let path = "";
let values: Values = {};
const parts = new Map<string, () => unknown>();

/** Records typed text at once, as an error may remove the fields. @returns a function that stops it */
export function recordInput(): () => void {
  const note = ({ target }: Event) => {
    if (!isKept(target)) return;
    if (path !== window.location.pathname) values = {};
    path = window.location.pathname;
    values[target.name] = isBox(target) ? String(target.checked) : target.value;
  };
  document.addEventListener("input", note, true);
  return () => document.removeEventListener("input", note, true);
}

/** Registers input that is not in fields. @returns a function that stops it */
export function registerInput(name: string, read: () => unknown): () => void {
  parts.set(name, read);
  return () => {
    if (parts.get(name) === read) parts.delete(name);
  };
}

/** Stores the input for the page after the reload. */
export function storeInput(): void {
  const here = window.location.pathname;
  const kept = Object.fromEntries(Array.from(parts, ([name, read]) => [name, read()]));
  sessionStorage.setItem(TYPED, JSON.stringify({ path: here, values: path === here ? values : {}, kept }));
}

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

const OMITTED = ["hidden", "password", "file", "radio", "submit", "button"];

/** Whether it is a field of the shopper's, with a name that is unique on the page. */
function isKept(target: unknown): target is Control {
  const isControl =
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement;
  if (!isControl || target.name === "" || OMITTED.includes(target.type)) return false;
  const alike = document.querySelectorAll<Control>(`main [name="${CSS.escape(target.name)}"]`);
  return Array.from(alike).every((other) => other === target || OMITTED.includes(other.type));
}

const isBox = (control: Control): control is HTMLInputElement => control.type === "checkbox";

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
