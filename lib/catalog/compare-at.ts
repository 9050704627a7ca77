/** The price before, in minor units, if a shopper saves by today's; null otherwise. */
export function higherBefore({
  unitAmount,
  compareAtAmount,
}: {
  unitAmount: number;
  compareAtAmount: number | null;
}): number | null {
  return compareAtAmount !== null && compareAtAmount > unitAmount ? compareAtAmount : null;
}
