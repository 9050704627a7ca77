import type Stripe from "stripe";
import type { SavedMethods } from "./element-messages";
import type { PageData } from "./page-api";

/** Null when the session has no customer with saved methods. */
export function savedOfPage(
  { session, features, ...page }: PageData,
  preferred: string | null,
): SavedMethods | null {
  if (!features) return null;
  return {
    methods: page.saved_payment_methods ?? [],
    preferred,
    canSave: features.save,
    asksCvc: false,
    removal: features.remove
      ? {
          path: `/v1/payment_pages/${session.id}/payment_methods/{id}/detach`,
          body: { client_secret: session.client_secret ?? "" },
        }
      : null,
  };
}

/** A card is valid to the end of its month. */
export function isExpired({ card }: Stripe.PaymentMethod, now: Date): boolean {
  return card !== undefined && now >= new Date(card.exp_year, card.exp_month);
}

/** The wanted method if it can be used, otherwise the first one, or null. */
export function usableMethod(
  methods: Stripe.PaymentMethod[],
  wanted: string | null,
  now = new Date(),
): string | null {
  const usable = methods.filter((method) => !isExpired(method, now));
  return (usable.find(({ id }) => id === wanted) ?? usable[0])?.id ?? null;
}
