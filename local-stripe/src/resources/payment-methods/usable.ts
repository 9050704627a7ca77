import { invalid } from "../../http/errors";
import type { MethodRecord } from "../../state/records";

/** Refuses a method that was used without a customer, or detached: it can't be used again. */
export function checkNotSpent({ spent }: MethodRecord): void {
  if (!spent) return;
  throw invalid(
    "This PaymentMethod was used before without being attached to a customer, or was detached from one, and may not be used again.",
    "payment_method",
  );
}

/** Throws ApiError 400 when this payment method can't pay this intent. */
export function checkUsable(
  record: MethodRecord,
  intent: { customer: string | null; types: string[]; kind: "PaymentIntent" | "SetupIntent" },
): void {
  checkNotSpent(record);
  const { method } = record;
  if (method.customer && method.customer !== intent.customer) {
    throw invalid(
      "The payment method belongs to a customer; name the same customer to use it.",
      "payment_method",
    );
  }
  if (!intent.types.includes(method.type)) {
    throw invalid(
      `The payment method type ${method.type} is not allowed for this ${intent.kind}.`,
      "payment_method",
    );
  }
}
