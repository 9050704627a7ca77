type Option = { id: string; displayName: string | null };

/** The options in the store's order. Stripe puts the chosen one first, and the list must not jump. */
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

/** New rates have new ids. Returns the option that the shopper picked before, by name, when Stripe chose another; null when nothing changes. */
export function optionToRestore(
  options: readonly Option[],
  chosen: Option | null,
  picked: string | null,
): string | null {
  if (picked === null || chosen?.displayName === picked) return null;
  return options.find((option) => option.displayName === picked)?.id ?? null;
}
