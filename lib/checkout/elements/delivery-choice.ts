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

/** The option to choose again after new rates with new ids: the one picked before, by name, if Stripe chose another; otherwise null. */
export function optionToRestore(
  options: readonly Option[],
  chosen: Option | null,
  picked: string | null,
): string | null {
  if (picked === null || chosen?.displayName === picked) return null;
  return options.find((option) => option.displayName === picked)?.id ?? null;
}
