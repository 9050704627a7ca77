type Option = { id: string; displayName: string | null };

/** The options in the order of the store's rates: Stripe has the chosen one first, and the list must not jump. */
export function inRateOrder<T extends Option>(
  options: readonly T[],
  rates: readonly { name: string }[],
): T[] {
  const rank = ({ displayName }: Option) => {
    const index = rates.findIndex((rate) => rate.name === displayName);
    return index === -1 ? rates.length : index;
  };
  return [...options].sort((a, b) => rank(a) - rank(b));
}

/**
 * New rates bring new ids: the option the shopper picked before, by its name, where the session has chosen another one
 * by itself. Null when there is nothing to set right.
 */
export function optionToRestore(
  options: readonly Option[],
  chosen: Option | null,
  picked: string | null,
): string | null {
  if (picked === null || chosen?.displayName === picked) return null;
  return options.find((option) => option.displayName === picked)?.id ?? null;
}
