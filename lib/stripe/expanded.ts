/** An object that was asked for with `expand`; null when only its id came, or nothing. */
export function expanded<T extends { id: string }>(value: string | T | null): T | null {
  return typeof value === "string" ? null : value;
}

/** The id of a reference, expanded or not. */
export function idOf(value: string | { id: string } | null): string | null {
  return typeof value === "string" ? value : (value?.id ?? null);
}
