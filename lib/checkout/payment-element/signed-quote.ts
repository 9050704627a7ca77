import { z } from "zod";
import type { CartId, OrderId } from "@/lib/base/ids";
import { jsonCodec, signedValue } from "@/lib/http/signed-value";

const LIFE_MS = 30 * 60_000;

const content = z.strictObject({
  orderId: z.string().transform((id) => id as OrderId),
  cartId: z.string().transform((id) => id as CartId),
  revision: z.int(),
  amount: z.int(),
  currency: z.string(),
  /** Unix milliseconds. */
  expiresAt: z.int(),
});

/** What a page showed, in minor units. The browser keeps it but can't change it. */
type QuoteTicket = z.output<typeof content>;

const signed = signedValue<QuoteTicket>("payment quote", jsonCodec(content));

export function signQuote(ticket: Omit<QuoteTicket, "expiresAt">, secret: string, now = Date.now()): string {
  return signed.sign({ ...ticket, expiresAt: now + LIFE_MS }, secret);
}

/** Reads a signed quote; null when this store did not sign it. The caller checks its age. */
export const readSignedQuote = signed.open;

/** Whether this store signed the quote for this order. Its age and revision are checked later. */
export function isSignedFor(order: { id: OrderId; cartId: CartId }, text: string, secret: string): boolean {
  const ticket = readSignedQuote(text, secret);
  return ticket?.orderId === order.id && ticket.cartId === order.cartId;
}
