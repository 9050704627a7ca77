import "server-only";
import type { OrderRow } from "@/lib/lifecycle/transition-order.server";
import { limitsOf, reachedForBank } from "@/lib/limits/count.server";

type Payer = Pick<OrderRow, "cartId" | "customerId" | "email" | "openedFrom" | "openedFromNetwork">;

/**
 * Whether so many payments were declined around an order that its bank is to ask the cardholder (3D Secure), which a card tester can't
 * answer. Nobody is refused for it.
 * @param cardsOf the range of the card that pays; null where Stripe's form takes it and nobody knows yet
 */
export async function asksBank(
  { cartId, customerId, email, openedFrom: address, openedFromNetwork: network }: Payer,
  cardsOf: (() => Promise<string | null>) | null,
): Promise<boolean> {
  const from = address && network ? { address, network } : null;
  const asker = { shopper: [cartId, customerId], mailbox: email, from, spree: true };
  const reached = await reachedForBank(limitsOf("declinedPayment", asker, 0));
  if (reached.some(({ key }) => !isSpree(key))) return true;
  if (reached.length === 0) return false;
  if (!cardsOf) return true;
  const cards = await cardsOf();
  if (!cards) return false;
  return (await reachedForBank(limitsOf("declinedPayment", { cards, from: null }, 0))).length > 0;
}

const isSpree = (key: string): boolean => key.startsWith("declinedPayment:spree:");

/** Prefers that the bank really asks to that it recognises the cardholder. Source: docs.stripe.com/payments/3d-secure/authentication-flow. */
export const BANK_ASKED = { request_three_d_secure: "challenge" } as const;
