const REPLACEMENT = "\uFFFD";
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** Makes a text that PostgreSQL can store: NUL and half of a surrogate pair become U+FFFD. */
export function storableText(text: string): string {
  return text.replace(UNSTORABLE, REPLACEMENT);
}

/** Applies `storableText` to all texts and keys of a JSON value. `changed` says that something was replaced. */
export function storableJson<Value>(value: Value): { value: Value; changed: boolean } {
  let changed = false;
  const text = (given: string): string => {
    const kept = storableText(given);
    changed ||= kept !== given;
    return kept;
  };
  const walk = (given: unknown): unknown => {
    if (typeof given === "string") return text(given);
    if (Array.isArray(given)) return given.map(walk);
    if (typeof given !== "object" || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([key, inner]) => [text(key), walk(inner)]));
  };
  const kept = walk(value);
  return changed ? { value: kept as Value, changed } : { value, changed };
}
