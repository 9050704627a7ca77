import { invalid } from "../../http/errors";
import { PAYMENT_METHOD_TYPES } from "./new-method";

const EURO_ONLY: string[] = ["ideal", "sepa_debit"];

/** All methods that fit the currency, without those that the merchant excludes. */
export function offeredMethods(
  currency: string,
  allowed: string[] | undefined,
  excluded: string[] | undefined,
  { mayRedirect, manualCapture = false }: { mayRedirect: boolean; manualCapture?: boolean },
): string[] {
  const types = PAYMENT_METHOD_TYPES.filter(
    (type) =>
      (mayRedirect || type !== "ideal") &&
      (!manualCapture || type === "card") &&
      (currency === "eur" || !EURO_ONLY.includes(type)) &&
      (allowed === undefined || allowed.includes(type)) &&
      !excluded?.includes(type),
  );
  if (types.length === 0) {
    throw invalid(
      `No payment method is left for ${currency}. The local Stripe models ${PAYMENT_METHOD_TYPES.join(", ")}.`,
      allowed ? "allowed_payment_method_types" : "excluded_payment_method_types",
    );
  }
  return types;
}
