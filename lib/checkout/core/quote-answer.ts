import { z } from "zod";
import { currency } from "@/lib/base/money";
import { REFUSAL_CODES } from "@/lib/model/discount";
import type { Pickup } from "@/lib/model/quote";
import type { CheckoutQuote } from "./quote-view";

const amount = z.number().int();
const part = z.string().nullable();

export const pickupSchema = z.object({
  address: z.object({
    line1: part,
    line2: part,
    city: part,
    state: part,
    postalCode: part,
    country: part,
  }),
  openingHours: z.string(),
}) satisfies z.ZodType<Pickup, unknown>;

export const quoteSchema = z.object({
  revision: z.number().int(),
  currency: z.string().transform(currency),
  country: z.string(),
  place: z.string(),
  divided: z.boolean(),
  lines: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      option: z.string(),
      image: z.string(),
      unitAmount: amount,
      quantity: z.number().int(),
      total: amount,
    }),
  ),
  subtotal: amount,
  discounts: z.array(
    z.object({
      name: z.string(),
      reason: z.string(),
      code: z.string().nullable(),
      amount,
      shippingAmount: amount,
    }),
  ),
  refused: z.array(
    z.object({
      name: z.string().nullable(),
      code: z.string().nullable(),
      refusal: z.enum(REFUSAL_CODES),
      reason: z.string(),
    }),
  ),
  discountTotal: amount,
  shippingRates: z.array(
    z.object({
      speed: z.string(),
      name: z.string(),
      amount,
      listAmount: amount.nullable(),
      minDays: z.number().int(),
      maxDays: z.number().int(),
      hours: z.tuple([z.number().int(), z.number().int()]).nullable(),
      pickup: pickupSchema.nullable(),
    }),
  ),
  total: amount,
  addsTax: z.boolean(),
  removable: z.boolean(),
  loyalty: z.enum(["none", "sign_in", "available", "applied"]),
}) satisfies z.ZodType<CheckoutQuote, unknown>;

/** `message` is for the shopper, in the page's language. */
export type UpdateAnswer =
  | { ok: true; quote: CheckoutQuote }
  | {
      ok: false;
      code: string;
      message: string;
      quote: CheckoutQuote | null;
      orderId: string | null;
    };

const answerSchema = z.union([
  z.object({
    type: z.literal("object"),
    value: z.object({ succeeded: z.literal(true), quote: quoteSchema }),
  }),
  z.object({
    error: z.object({
      message: z.string(),
      code: z.string(),
      quote: quoteSchema.optional(),
      orderId: z.string().optional(),
    }),
  }),
]);

/**
 * Reads the answer to an update.
 * @throws when the body has another form
 */
export function readUpdateAnswer(body: unknown): UpdateAnswer {
  const answer = answerSchema.parse(body);
  if ("value" in answer) return { ok: true, quote: answer.value.quote };
  const { code, message, quote = null, orderId = null } = answer.error;
  return { ok: false, code, message, quote, orderId };
}
