import { z } from "zod";
import type { VariantId } from "@/lib/base/ids";

/** The parameter of addresses that are about one return. */
export const returnParams = z.object({
  returnId: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});

const words = z
  .string()
  .trim()
  .max(2000)
  .refine((value) => !/[\0\p{Surrogate}]/u.test(value));

/** A shopper who gets a no is told why. */
export const returnAnswerBody = z
  .strictObject({ act: z.enum(["accept", "decline"]), words: words.default("") })
  .refine((given) => given.act === "accept" || given.words !== "", { path: ["words"] });

const pieces = z.record(z.string().max(64), z.coerce.number().int().min(0).max(1_000_000)).default({});

/** Pieces by variant, as the form of what came back sends them. */
export const receiptBody = z.strictObject({ sellable: pieces, writtenOff: pieces }).transform((given) => {
  const ids = new Set([...Object.keys(given.sellable), ...Object.keys(given.writtenOff)]);
  return {
    counted: new Map(
      [...ids].map((id) => [
        id as VariantId,
        { sellable: given.sellable[id] ?? 0, writtenOff: given.writtenOff[id] ?? 0 },
      ]),
    ),
  };
});

export const returnRefundBody = z.strictObject({
  key: z.string().regex(/^[\w-]{8,64}$/),
  /** Minor units, as they were shown. */
  amount: z.coerce.number().int().min(1),
  before: z.coerce.number().int().min(0),
  delivery: z.literal("1").optional(),
});

/** As for its refund; that the shopper agreed is asked for, as nobody has to take a code. */
export const returnCreditBody = returnRefundBody.extend({ agreed: z.literal("1") });
