import type { StripeCheckoutApplyPromotionCodeResult } from "@stripe/stripe-js";
import type { PaymentError } from "../../browser/payment-error";

type PromotionError = Extract<StripeCheckoutApplyPromotionCodeResult, { type: "error" }>["error"];

const TOO_SMALL = new Set([
  "promotion_code_minimum_amount",
  "promotion_code_amount_insufficient",
  "promotionCodeAmountInsufficient",
]);

/** An error of the API in the words of `applyPromotionCode`. */
export function promotionError({ code, message }: PaymentError): PromotionError {
  const text = message ?? "This code is invalid.";
  if (TOO_SMALL.has(code ?? "")) return { message: text, code: "promotionCodeAmountInsufficient" };
  const aboutTheCode = /^(promotion_code|coupon|resource_missing|invalidCode)/.test(code ?? "");
  return aboutTheCode ? { message: text, code: "invalidCode" } : { message: text, code: null };
}
