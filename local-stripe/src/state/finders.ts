import type Stripe from "stripe";
import { findBy } from "./find-by";
import type {
  DeliveryRecord,
  DisputeRecord,
  EventRecord,
  IntentRecord,
  MethodRecord,
  SessionRecord,
  SetupRecord,
} from "./records";
import type { Price } from "./wire";

/** A reference's id, whether it is expanded or not. */
function idOf(reference: string | { id: string } | null | undefined): string | undefined {
  return typeof reference === "string" ? reference : reference?.id;
}

export const chargesOfCustomer = findBy<Stripe.Charge>(({ customer }) => idOf(customer));
export const chargesOfIntent = findBy<Stripe.Charge>(({ payment_intent }) => idOf(payment_intent));
export const codesByText = findBy<Stripe.PromotionCode>(({ code }) => code.toLowerCase());
export const customersByEmail = findBy<Stripe.Customer>(({ email }) => email);
export const deliveriesOfEvent = findBy<DeliveryRecord>(({ event }) => event);
/** Only those that wait. */
export const deliveriesWaiting = findBy<DeliveryRecord>(({ state }) =>
  state === "held" || state === "pending" ? state : null,
);
export const disputesOfCharge = findBy<DisputeRecord>(({ dispute }) => idOf(dispute.charge));
export const eventsOfType = findBy<EventRecord>(({ event }) => event.type);
export const intentsOfCustomer = findBy<IntentRecord>(({ intent }) => idOf(intent.customer));
/** Those without a customer have the key "". */
export const methodsOfCustomer = findBy<MethodRecord>(({ method }) => idOf(method.customer) ?? "");
export const pricesByLookupKey = findBy<Price>(({ lookup_key }) => lookup_key);
export const pricesOfProduct = findBy<Price>(({ product }) => idOf(product));
export const productsByDefaultPrice = findBy<Stripe.Product>(({ default_price }) => idOf(default_price));
export const refundsOfCharge = findBy<Stripe.Refund>(({ charge }) => idOf(charge));
export const refundsOfIntent = findBy<Stripe.Refund>(({ payment_intent }) => idOf(payment_intent));
export const sessionsOfCustomer = findBy<SessionRecord>(({ session }) => idOf(session.customer));
export const sessionsOfIntent = findBy<SessionRecord>(({ session }) => idOf(session.payment_intent));
export const setupsOfCustomer = findBy<SetupRecord>(({ intent }) => idOf(intent.customer));
export const transactionsOfSource = findBy<Stripe.BalanceTransaction>(({ source }) => idOf(source));
