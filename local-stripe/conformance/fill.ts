import { isRecord } from "./compare";

const DAY = 86_400;

/** `{customer.id}` anywhere in a value becomes what an earlier answer said, and `{run.now+30d}` a time in 30 days. */
export function filled(value: unknown, known: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, known));
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, known)]));
  }
  if (typeof value !== "string") return value;
  return value.replace(/\{(\w+(?:\.\w+)+)(?:\+(\d+)d)?\}/g, (whole, path: string, days?: string) => {
    let found: unknown = known;
    for (const part of path.split(".")) {
      found = Array.isArray(found) ? found[Number(part)] : isRecord(found) ? found[part] : undefined;
    }
    if (found === undefined) throw new Error(`No earlier answer has ${whole}.`);
    return String(days ? Number(found) + Number(days) * DAY : found);
  });
}

/** `a[b][0]=c`, as the SDKs write it. */
export function formOf(value: unknown, name = ""): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item, at) => formOf(item, `${name}[${at}]`));
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, item]) => formOf(item, name ? `${name}[${key}]` : key));
  }
  return [[name, String(value)]];
}
