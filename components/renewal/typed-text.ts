/** In the tab's storage, from just before a page is loaded again until it is filled in. */
const TYPED = "typed";

/** Milliseconds that a field is waited for: a checkout's form comes with its session. */
const PATIENCE = 60_000;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** By the control's name; for a checkbox `true` or `false`. */
type Values = Record<string, string>;

let path = "";
let values: Values = {};
const parts = new Map<string, () => unknown>();

/** Notes what is typed on this page; an error may take the fields away before anybody asks. @returns what ends it. */
export function recordTyping(): () => void {
  const note = ({ target }: Event) => {
    if (!isKept(target)) return;
    if (path !== window.location.pathname) values = {};
    path = window.location.pathname;
    values[target.name] = isBox(target) ? String(target.checked) : target.value;
  };
  document.addEventListener("input", note, true);
  return () => document.removeEventListener("input", note, true);
}

/** What is not in fields of the page's own, by a name. @returns what ends it. */
export function keepTyped(name: string, read: () => unknown): () => void {
  parts.set(name, read);
  return () => {
    if (parts.get(name) === read) parts.delete(name);
  };
}

/** Puts it where the page finds it after it was loaded again. */
export function storeTyped(): void {
  const here = window.location.pathname;
  const kept = Object.fromEntries(Array.from(parts, ([name, read]) => [name, read()]));
  sessionStorage.setItem(TYPED, JSON.stringify({ path: here, values: path === here ? values : {}, kept }));
}

type Stored = { values: Values; kept: Record<string, unknown> };

let taken: Stored | null = null;

/** What was typed before this page was loaded again; it stays in no storage. */
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

/** The part that `keepTyped` kept under this name, not checked; undefined when there is none. */
export const typedBefore = (name: string): unknown => takeStored().kept[name];

/** Fills in the page's fields, each once it is there. */
export function restoreTyped(): void {
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

/** One that the shopper fills in, and that has its name alone on the page. */
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

/** As if it was typed, so that React hears of it. */
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
