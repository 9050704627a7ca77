type Card = {
  brand?: string | null;
  country?: string | null;
  funding?: string | null;
  /** Stripe gives the first six digits to some accounts only. */
  iin?: string | null;
};

/**
 * What a card has in common with those that card testers make up beside it: its first digits, or else its brand, country and kind, which is
 * a much wider range.
 */
export function cardRange({ iin, brand, country, funding }: Card): string {
  return iin || [brand, country, funding].map((part) => part ?? "unknown").join("-");
}
