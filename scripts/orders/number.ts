/** Reads the one order number of a command. @throws with the usage when there is none, or more than one */
export function orderNumber(positionals: readonly string[], usage: string): string {
  const [number, ...others] = positionals;
  // A second one would be ignored silently.
  if (others.length > 0) throw new Error(`give one order at a time, without ${others.join(" ")}\n${usage}`);
  if (!number) throw new Error(usage);
  return number.toUpperCase();
}
