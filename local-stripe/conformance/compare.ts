/** Where two answers differ: one line for each place. @param names of the two sides */
export function differencesOf(
  one: unknown,
  other: unknown,
  names: readonly [string, string],
  path = "",
): string[] {
  if (Array.isArray(one) && Array.isArray(other)) {
    const length = Math.max(one.length, other.length);
    return Array.from({ length }, (_, at) =>
      differencesOf(one[at], other[at], names, `${path}[${at}]`),
    ).flat();
  }
  if (isRecord(one) && isRecord(other)) {
    return [...new Set([...Object.keys(one), ...Object.keys(other)])]
      .sort()
      .flatMap((key) => differencesOf(one[key], other[key], names, path ? `${path}.${key}` : key));
  }
  return Object.is(one, other) || areSameTime(one, other)
    ? []
    : [`${path || "answer"}: ${names[0]} ${shown(one)}, ${names[1]} ${shown(other)}`];
}

/** A day may end between the two: what lasts days is the same within one. */
function areSameTime(one: unknown, other: unknown): boolean {
  const [days, otherDays] = [one, other].map((value) => /^<time ([+-]\d+) d>$/.exec(String(value))?.[1]);
  return days !== undefined && otherDays !== undefined && Math.abs(Number(days) - Number(otherDays)) <= 1;
}

/** What of the expected part an answer does not have. */
export function unmet(expected: unknown, answer: unknown, path = ""): string[] {
  if (expected === "<some>") return answer === undefined || answer === null ? [`${path}: nothing`] : [];
  if (expected === "<text>") return typeof answer === "string" ? [] : [`${path}: ${shown(answer)}, no text`];
  if (expected === "<number>")
    return typeof answer === "number" ? [] : [`${path}: ${shown(answer)}, no number`];
  if (expected === "<nothing>")
    return answer === undefined ? [] : [`${path}: ${shown(answer)}, not left out`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(answer)) return [`${path}: ${shown(answer)}, no list`];
    if (answer.length !== expected.length) return [`${path}: ${answer.length} items, not ${expected.length}`];
    return expected.flatMap((item, at) => unmet(item, answer[at], `${path}[${at}]`));
  }
  if (isRecord(expected)) {
    if (!isRecord(answer)) return [`${path}: ${shown(answer)}, no object`];
    return Object.entries(expected).flatMap(([key, part]) =>
      unmet(part, answer[key], path ? `${path}.${key}` : key),
    );
  }
  return Object.is(expected, answer) ? [] : [`${path}: ${shown(answer)}, not ${shown(expected)}`];
}

function shown(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
