const REPLACEMENT = "\uFFFD";
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** PostgreSQL stores neither NUL nor half of a surrogate pair: both become U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll("\0", REPLACEMENT).replace(LONE_SURROGATE, REPLACEMENT);
}

/** The same for all texts and keys in a JSON value. `changed`: something was replaced. */
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
