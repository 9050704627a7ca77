/** Puts values in the place of `{names}`; for texts that need no plural, where a whole message formatter is too much. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
