type Axis = { key: string; values: readonly { key: string }[] };
type Choosable = { options: Record<string, string>; available: number };

/** The variant that a page's query asks for (`?colour=ink&size=L`). For axes left open, the first variant that can be bought, or the first. */
export function chooseVariant<Variant extends Choosable>(
  variants: readonly Variant[],
  axes: readonly Axis[],
  params: URLSearchParams,
): Variant | undefined {
  const asked = axes.flatMap(({ key, values }) => {
    const value = params.get(key);
    return value !== null && values.some((known) => known.key === value) ? [[key, value] as const] : [];
  });
  const matching = variants.filter(({ options }) => asked.every(([key, value]) => options[key] === value));
  const candidates = matching.length > 0 ? matching : variants;
  return candidates.find((variant) => variant.available > 0) ?? candidates[0];
}

export function choiceParams(options: Record<string, string>, key: string, value: string): URLSearchParams {
  return new URLSearchParams({ ...options, [key]: value });
}

export function isAvailable(
  variants: readonly Choosable[],
  options: Record<string, string>,
  key: string,
  value: string,
): boolean {
  const wanted = Object.entries({ ...options, [key]: value });
  return variants.some(
    (variant) => variant.available > 0 && wanted.every(([axis, chosen]) => variant.options[axis] === chosen),
  );
}
