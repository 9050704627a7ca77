/** Holds what was typed from the reload until it is filled in. In the tab's storage. */
export const TYPED = "typed";

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** By the control's name; for a checkbox `true` or `false`. */
export type Values = Record<string, string>;

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

const OMITTED = ["hidden", "password", "file", "radio", "submit", "button"];

/** Whether it is a field of the shopper's, with a name that is unique on the page. */
export function isKept(target: unknown): target is Control {
  const isControl =
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement;
  if (!isControl || target.name === "" || OMITTED.includes(target.type)) return false;
  const alike = document.querySelectorAll<Control>(`main [name="${CSS.escape(target.name)}"]`);
  return Array.from(alike).every((other) => other === target || OMITTED.includes(other.type));
}

export const isBox = (control: Control): control is HTMLInputElement => control.type === "checkbox";
