export function expanded<T extends { id: string }>(value: string | T | null): T | null {
  return typeof value === "string" ? null : value;
}

export function idOf(value: string | { id: string } | null): string | null {
  return typeof value === "string" ? value : (value?.id ?? null);
}
