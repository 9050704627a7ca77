import { freePaymentId } from "@/lib/base/ids";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import type { Address } from "@/lib/model/order";
import type { IntentEvidence } from "./evidence";

/** Says that an order which costs nothing is paid, by whom, and where it goes. */
export const freeEvidence = (
  order: OrderRow,
  { email, name, address }: { email: string | null; name: string | null; address: Address | null },
): IntentEvidence => ({
  source: "intent",
  stripeId: freePaymentId(order.id),
  paymentIntentId: null,
  paymentMethodId: null,
  status: "paid",
  expiresAt: new Date(),
  // The revision of the free quote, whatever the order became later.
  quoteRevision: order.quote.revision,
  currency: order.currency,
  total: 0,
  email,
  customerName: name,
  shippingName: name,
  shippingAddress: address,
  captured: 0,
  paidWith: null,
  charge: null,
  refunds: [],
  disputes: [],
  failure: null,
});
