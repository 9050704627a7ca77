import "server-only";
import { db } from "@/lib/db/client";
import { loadDiscountRules } from "@/lib/discounts/rules.server";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Customer } from "@/lib/model/customer";
import { askedFor } from "@/lib/orders/stored/quote-revisions.server";
import { loyaltyOffer } from "./loyalty-offer";
import { asMember } from "./member.server";
import type { CheckoutQuote } from "./quote-view";

/** What a checkout offers besides its quote: to take back what was asked for, and the loyalty discount. */
export async function shownWith(
  order: OrderRow,
  customer: Customer | null,
): Promise<Pick<CheckoutQuote, "removable" | "loyalty">> {
  const asked = await askedFor(db(), order);
  const rules = await loadDiscountRules(db(), []);
  return {
    removable: asked.codes.length > 0 || asked.loyalty,
    loyalty: loyaltyOffer(rules, order.quote, await asMember(db(), customer, rules, new Date())),
  };
}
