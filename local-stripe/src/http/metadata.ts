import { invalid } from "./errors";
import type { Rule } from "./rules";

/** Null clears all metadata; an empty value removes its key. */
type MetadataChange = Record<string, string> | null;

const MAX_KEYS = 50;
const MAX_KEY = 40;
const MAX_VALUE = 500;

export const metadata: Rule<MetadataChange> = {
  parse: (value, path) => {
    if (value === "") return null;
    if (typeof value === "string") throw invalid("Invalid metadata: must be a set of key-value pairs", path);
    const change: Record<string, string> = {};
    for (const [key, item] of Object.entries(value)) {
      if (typeof item !== "string") throw invalid("Metadata values must be strings", `${path}[${key}]`);
      if (key.length > MAX_KEY)
        throw invalid(`Metadata keys have at most ${MAX_KEY} characters`, `${path}[${key}]`);
      if (item.length > MAX_VALUE) {
        throw invalid(`Metadata values have at most ${MAX_VALUE} characters`, `${path}[${key}]`);
      }
      change[key] = item;
    }
    return change;
  },
};

export function applyMetadata(
  current: Record<string, string> | null,
  change: MetadataChange | undefined,
): Record<string, string> {
  if (change === undefined) return { ...current };
  if (change === null) return {};
  const next = Object.entries({ ...current, ...change }).filter(([, value]) => value !== "");
  if (next.length > MAX_KEYS) throw invalid(`Metadata has at most ${MAX_KEYS} keys`, "metadata");
  return Object.fromEntries(next);
}
