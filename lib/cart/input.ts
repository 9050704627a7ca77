import { z } from "zod";
import type { VariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";

/** Any other id comes from a forged request: `invalid_request`. */
const variantId = z
  .string()
  .regex(/^var_[\w-]{1,60}$/)
  .transform((value) => value as VariantId);

const wholeNumber = (max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().max(max));

/** Larger quantities are invalid; those up to here but above the limit are answered with the limit. */
const ANY_QUANTITY = 999_999_999;

export const addInput = z.object({
  variantId,
  quantity: wholeNumber(ANY_QUANTITY).pipe(z.number().min(1)).default(1),
  seenUnitAmount: wholeNumber(ANY_QUANTITY).optional(),
  seenCurrency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .transform(currency)
    .optional(),
});

export const quantityInput = z.object({ variantId, quantity: wholeNumber(ANY_QUANTITY) });

export const lineInput = z.object({ variantId });

export const countryInput = z.object({ country: z.string().regex(/^[A-Z]{2}$/) });

export const acceptInput = z.object({ token: z.string().min(1).max(10_000) });
