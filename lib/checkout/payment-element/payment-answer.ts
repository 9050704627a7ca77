import { z } from "zod";
import type { OrderId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { quoteSchema } from "@/lib/checkout/core/quote-answer";
import { defaultsSchema } from "@/lib/customers/checkout-defaults";
import type { ElementsOptions } from "@/lib/payments/options";
import type { PaymentCheckout } from "./payment-checkout";

const orderId = z.string().transform((id) => id as OrderId);

export const paymentCheckoutSchema = z.object({
  orderId,
  quote: quoteSchema,
  shippingSpeed: z.string(),
  tax: z.object({ added: z.int(), included: z.int() }).nullable(),
  taxed: z.boolean(),
  amount: z.int(),
  currency: z.string().transform(currency),
  signedQuote: z.string(),
  expiresAt: z.string(),
  elements: z.custom<ElementsOptions>((value) => elementsSchema.safeParse(value).success),
  requireCvc: z.boolean(),
  resume: z.object({ clientSecret: z.string() }).nullable(),
  defaults: defaultsSchema,
}) satisfies z.ZodType<PaymentCheckout, unknown>;

/** The options that the store's page needs; Stripe.js checks the rest. */
const elementsSchema = z.looseObject({
  mode: z.literal("payment"),
  amount: z.int(),
  currency: z.string(),
});

/** `message` is for the shopper, in the page's language. */
export type PaymentUpdateAnswer =
  | { ok: true; checkout: PaymentCheckout }
  | { ok: false; code: string; message: string; orderId: string | null };

const updateSchema = z.union([
  z.object({
    type: z.literal("object"),
    value: z.object({ succeeded: z.literal(true), checkout: paymentCheckoutSchema }),
  }),
  z.object({
    error: z.object({ message: z.string(), code: z.string(), orderId: z.string().optional() }),
  }),
]);

/**
 * Reads the answer to an update.
 * @throws when the body has another form
 */
export function readPaymentUpdate(body: unknown): PaymentUpdateAnswer {
  const answer = updateSchema.parse(body);
  if ("value" in answer) return { ok: true, checkout: answer.value.checkout };
  const { code, message, orderId = null } = answer.error;
  return { ok: false, code, message, orderId };
}

const confirmSchema = z.union([
  z.object({
    status: z.enum(["succeeded", "processing", "requires_action", "requires_capture"]),
    clientSecret: z.string(),
    paymentIntentId: z.string(),
  }),
  z.object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      checkout: paymentCheckoutSchema.nullish().transform((checkout) => checkout ?? null),
      orderId: z
        .string()
        .nullish()
        .transform((id) => id ?? null),
    }),
  }),
]);

/** `checkout` is the changed order, which the page must show first. */
export type ConfirmAnswer =
  | {
      ok: true;
      status: "succeeded" | "processing" | "requires_action" | "requires_capture";
      clientSecret: string;
      paymentIntentId: string;
    }
  | RefusedConfirm;

export type RefusedConfirm = {
  ok: false;
  code: string;
  message: string;
  checkout: PaymentCheckout | null;
  orderId: string | null;
};

/**
 * Reads the answer to a confirmation.
 * @throws when the body has another form
 */
export function readConfirmAnswer(body: unknown): ConfirmAnswer {
  const answer = confirmSchema.parse(body);
  return "error" in answer ? { ok: false, ...answer.error } : { ok: true, ...answer };
}

export type AgainAnswer = { ok: true; checkout: PaymentCheckout } | { ok: false; orderId: string | null };

const NOT_AGAIN = z.object({
  error: z.object({
    code: z.enum(["payment_in_progress", "not_payable", "not_found", "cart_changed", "out_of_stock"]),
    orderId: z.string().optional(),
  }),
});

/**
 * Reads the answer to another try.
 * @throws when the body has neither form, as in an outage
 */
export function readAgainAnswer(body: unknown): AgainAnswer {
  const refused = NOT_AGAIN.safeParse(body);
  if (refused.success) return { ok: false, orderId: refused.data.error.orderId ?? null };
  return { ok: true, checkout: paymentCheckoutSchema.parse(body) };
}

const freeSchema = z.union([
  z.object({ status: z.literal("succeeded"), orderId: z.string() }),
  confirmSchema.options[1],
]);

export type FreeAnswer = { ok: true; orderId: string } | RefusedConfirm;

/**
 * Reads the answer for a free order.
 * @throws when the body has another form
 */
export function readFreeAnswer(body: unknown): FreeAnswer {
  const answer = freeSchema.parse(body);
  return "error" in answer ? { ok: false, ...answer.error } : { ok: true, orderId: answer.orderId };
}
