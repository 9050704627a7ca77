import { z } from "zod";
import type { CartId, OrderId } from "@/lib/base/ids";
import { isSignature, signature } from "@/lib/http/signed-value";

const PURPOSE = "payment quote";
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

/** What a page was told it would pay: amounts in minor units. The browser keeps it and can't change it. */
export type QuoteTicket = z.output<typeof content>;

export function signQuote(ticket: Omit<QuoteTicket, "expiresAt">, secret: string, now = Date.now()): string {
  const text = JSON.stringify({ ...ticket, expiresAt: now + LIFE_MS });
  const payload = Buffer.from(text).toString("base64url");
  return `${payload}.${signature(PURPOSE, payload, secret)}`;
}

/** Null when it wasn't signed by this store. Whether it has expired is for the caller to ask. */
export function readSignedQuote(text: string, secret: string): QuoteTicket | null {
  const [payload, given, ...rest] = text.split(".");
  if (!payload || !given || rest.length > 0 || !isSignature(given, PURPOSE, payload, secret)) return null;
  const parsed = content.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  return parsed.success ? parsed.data : null;
}

/** By this store, for this order: anything else was made up or belongs to another cart. Age and revision come later. */
export function isSignedFor(order: { id: OrderId; cartId: CartId }, text: string, secret: string): boolean {
  const ticket = readSignedQuote(text, secret);
  return ticket?.orderId === order.id && ticket.cartId === order.cartId;
}
