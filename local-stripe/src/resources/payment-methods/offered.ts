import { METHODS } from "../../facts/payment-methods";
import { invalid } from "../../http/errors";

/** All methods that fit the currency, without those that the merchant excludes. */
export function offeredMethods(
  currency: string,
  allowed: string[] | undefined,
  excluded: string[] | undefined,
  { mayRedirect, manualCapture = false }: { mayRedirect: boolean; manualCapture?: boolean },
): string[] {
  const types = Object.entries(METHODS)
    .filter(
      ([type, { byDefault, currencies, kind }]) =>
        (mayRedirect || kind !== "redirect") &&
        (!manualCapture || type === "card") &&
        (currencies === null || currencies.includes(currency)) &&
        (allowed === undefined ? byDefault : allowed.includes(type)) &&
        !excluded?.includes(type),
    )
    .map(([type]) => type);
  if (types.length === 0) {
    throw invalid(
      `No payment method is left for ${currency}. The local Stripe models ${Object.keys(METHODS).join(", ")}.`,
      allowed ? "allowed_payment_method_types" : "excluded_payment_method_types",
    );
  }
  return types;
}
