import type { Resource } from "../http/resource";
import type { Local, PaymentOwner, Resources } from "../state/local";

/** All resources for the layers below. @throws Error when two claim the same ids, field, part, event or payments */
export function combine(all: readonly Resource[]): Resources {
  const byKey = new Map<string, Finder>();
  const byPrefix = new Map<string, Finder>();
  const parts = new Map<string, Finder>();
  const events = new Map<string, true>();
  for (const { objects, parts: own, innerParts: inner, events: types } of all) {
    for (const key of objects?.keys ?? []) claim(byKey, key, objects?.find);
    for (const { prefix } of objects?.ids ?? []) claim(byPrefix, `${prefix}_`, objects?.find);
    for (const [name, part] of entries(own)) claim(parts, name, part);
    for (const [name, part] of entries(inner)) claim(parts, `${name} inside`, part);
    for (const type of types ?? []) claim(events, type, true);
  }
  const owners = all.flatMap(({ paymentOwner }) => paymentOwner ?? []);
  if (owners.length > 1) throw new Error("Two resources claim the payments.");
  return {
    find: (local, key, id) => {
      const own = byKey.get(key);
      if (own) return own(local, id);
      if (id.includes("_secret_")) return undefined;
      const prefix = [...byPrefix.keys()].find((known) => id.startsWith(known));
      return prefix === undefined ? undefined : byPrefix.get(prefix)?.(local, id);
    },
    part: (local, owner, parent, key) => {
      const { object, id } = named(owner);
      if (object !== undefined) return parts.get(`${object}.${key}`)?.(local, id);
      const around = named(parent ?? {});
      return parts.get(`${around.object}.${key} inside`)?.(local, around.id);
    },
    sends: (type) => events.has(type),
    tick: (local) => {
      for (const { tick } of all) tick?.(local);
    },
    paymentOwner: owners[0] ?? NOBODY,
  };
}

type Finder = (local: Local, id: string) => object | undefined;

const NOBODY: PaymentOwner = {
  withCustomer: (_local, record) => record,
  afterPayment: () => () => {},
  afterSetup: () => {},
};

function claim<T>(claimed: Map<string, T>, name: string, by: T | undefined): void {
  if (claimed.has(name)) throw new Error(`Two resources claim ${name}.`);
  if (by !== undefined) claimed.set(name, by);
}

/** `checkout.session.line_items` and what makes it. */
function entries(parts: Resource["parts"] = {}): [string, Finder][] {
  return Object.entries(parts).flatMap(([object, fields]) =>
    Object.entries(fields).map(([field, part]): [string, Finder] => [`${object}.${field}`, part]),
  );
}

function named(value: object): { object: string | undefined; id: string } {
  const object = "object" in value && typeof value.object === "string" ? value.object : undefined;
  return { object, id: "id" in value && typeof value.id === "string" ? value.id : "" };
}
