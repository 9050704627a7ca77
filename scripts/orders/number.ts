/** The one order that a command is about, as a person types it. @throws with the usage when there is none, or more than one. */
export function orderNumber(positionals: readonly string[], usage: string): string {
  const [number, ...others] = positionals;
  // One at a time: of two, the second would be passed over in silence.
  if (others.length > 0) throw new Error(`one order at a time, so not ${others.join(" ")} as well\n${usage}`);
  if (!number) throw new Error(usage);
  return number.toUpperCase();
}
