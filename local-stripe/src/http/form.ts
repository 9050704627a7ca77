/** Decoded parameters before validation: texts, and objects of them. Lists are objects with the keys 0, 1, 2… */
export type Input = string | InputObject;
export interface InputObject {
  [key: string]: Input;
}

const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;

/** Turns `a[b][0]=x&c[]=y` into nested objects without a prototype. */
export function decodeForm(pairs: Iterable<[string, string]>): InputObject {
  const root: InputObject = Object.create(null);
  for (const [name, value] of pairs) {
    const match = NAME.exec(name);
    if (!match) {
      root[name] = value;
      continue;
    }
    const inner = [...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? "");
    put(root, [match[1] ?? name, ...inner], value);
  }
  return root;
}

function put(target: InputObject, path: string[], value: string): void {
  let current = target;
  path.forEach((part, index) => {
    const key = part === "" ? String(Object.keys(current).length) : part;
    if (index === path.length - 1) {
      current[key] = value;
      return;
    }
    const existing = current[key];
    const next: InputObject = typeof existing === "object" ? existing : Object.create(null);
    current[key] = next;
    current = next;
  });
}

/** JSON to the shape of a decoded form, so that both are validated alike. Null is the same as absent. */
export function fromJson(value: unknown): Input | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== "object") return String(value);
  const result: InputObject = Object.create(null);
  for (const [key, part] of Object.entries(value)) {
    const converted = fromJson(part);
    if (converted !== undefined) result[key] = converted;
  }
  return result;
}
