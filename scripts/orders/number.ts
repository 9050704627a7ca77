/** Reads the one order number of a command. @throws with the usage when there is none, or more than one */
export function orderNumber(positionals: readonly string[], usage: string): string {
  const [number, ...others] = positionals;
  // A second one would be ignored silently.
  if (others.length > 0) throw new Error(`one order at a time, so not ${others.join(" ")} as well\n${usage}`);
  if (!number) throw new Error(usage);
  return number.toUpperCase();
}
