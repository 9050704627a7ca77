import type Stripe from "stripe";
import { METHODS } from "../../facts/payment-methods";
import { methodsOfCustomer } from "../../state/finders";
import type { Local } from "../../state/local";
import type { MethodRecord } from "../../state/records";

/** A bank redirect can't be repeated without the shopper. */
export const REUSABLE: string[] = Object.keys(METHODS).filter((type) => METHODS[type]?.reusable);

interface Filter {
  /** The wanted values of `allow_redisplay`. */
  redisplay: string[];
  types: string[];
}

/** A customer's saved methods, newest first. */
export function savedMethods(local: Local, customer: string, filter: Filter): Stripe.PaymentMethod[] {
  return methodsOfCustomer(local.store.methods, customer)
    .map((record) => record.method)
    .filter(
      (method) =>
        REUSABLE.includes(method.type) &&
        filter.types.includes(method.type) &&
        filter.redisplay.includes(method.allow_redisplay ?? "unspecified"),
    )
    .toArray();
}

/** What a publishable key may see of a payment method. */
export function shownMethod(method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  return { ...method, metadata: {} };
}

/** Whether a card has expired by the test clock; it is valid to the end of its month. */
export function hasExpired(local: Local, { method }: MethodRecord): boolean {
  if (!method.card) return false;
  const now = new Date(local.now() * 1000);
  const months = (year: number, month: number) => year * 12 + month;
  return (
    months(method.card.exp_year, method.card.exp_month) < months(now.getUTCFullYear(), now.getUTCMonth() + 1)
  );
}
