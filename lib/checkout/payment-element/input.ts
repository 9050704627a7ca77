import { z } from "zod";
import { emailInput } from "@/lib/auth/email";
import type { OrderId } from "@/lib/base/ids";
import { promotionCodeField } from "@/lib/model/promotion-code";
import { RATE_ID } from "@/lib/model/quote";

const orderId = z
  .string()
  .regex(/^ord_\w{1,60}$/)
  .transform((id) => id as OrderId);

export const orderInput = z.strictObject({ orderId });

export const orderCodeInput = z.strictObject({ orderId, code: promotionCodeField });

const part = z
  .string()
  .trim()
  .max(200)
  .nullish()
  .transform((text) => text || null);

export const deliveryInput = z.strictObject({
  orderId,
  address: z
    .strictObject({
      country: z.string().regex(/^[A-Z]{2}$/),
      postalCode: part,
      state: part,
      city: part,
      line1: part,
    })
    .optional(),
  shippingSpeed: z.string().regex(RATE_ID).optional(),
});

const signedQuote = z.string().max(2_000).optional();

export const confirmInput = z.strictObject({
  confirmationTokenId: z.string().regex(/^ctoken_\w{1,120}$/),
  orderId,
  quote: signedQuote,
  email: emailInput.optional(),
});

const line = z.string().trim().min(1).max(200);

export const confirmFreeInput = z.strictObject({
  orderId,
  quote: signedQuote,
  email: emailInput,
  name: line,
  address: z.strictObject({
    line1: line,
    line2: part,
    city: part,
    state: part,
    postalCode: part,
    country: z.string().regex(/^[A-Z]{2}$/),
  }),
});
