/** How long a rate takes, in Stripe's form, which begins at one; null where nothing is sent. */
export function deliveryEstimate(rate: {
  minDays: number;
  maxDays: number;
  hours?: readonly [number, number] | null;
}) {
  const { minDays, maxDays, hours } = rate;
  const unit = hours ? ("hour" as const) : ("business_day" as const);
  const [minimum, maximum] = hours ?? [minDays, maxDays];
  if (maximum === 0) return null;
  return { minimum: { unit, value: minimum }, maximum: { unit, value: maximum } };
}
