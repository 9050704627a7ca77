import { z } from "zod";
import type { VariantId } from "@/lib/base/ids";
import { jsonField } from "@/lib/base/json-field";
import { orderParams } from "@/lib/desk/orders/inputs";
import { REFUND_REASONS } from "@/lib/model/refund";

const MOST_LINES = 500;

export const pieces = z
  .array(
    z.object({
      variantId: z
        .string()
        .max(64)
        .transform((id) => id as VariantId),
      quantity: z.number().int().min(1).max(1_000_000),
    }),
  )
  .max(MOST_LINES);

const amount = z.number().int().min(0).max(2_000_000_000);

const terms = z.object({
  amount: amount.nullable(),
  lines: pieces.exactOptional(),
  delivery: z.union([z.literal(true), amount]).exactOptional(),
  payment: z.enum(["own", "second"]).nullable(),
  restock: z.union([z.boolean(), pieces]),
  outside: z.boolean(),
});

/** What the confirmation of a refund sends. `terms` is JSON, as the page that showed the refund wrote it. */
export const refundBody = z.object({
  key: z.string().regex(/^[\w-]{8,64}$/),
  terms: jsonField(100_000).pipe(terms),
  /** Minor units, as they were shown. */
  amount: z.coerce.number().int().min(1),
  before: z.coerce.number().int().min(0),
  reason: z.enum([...REFUND_REASONS, ""]).default(""),
  note: z.string().trim().max(500).default(""),
});

/** As for a refund; that the shopper agreed is asked for, as nobody has to take a code. */
export const creditBody = refundBody.omit({ reason: true, note: true }).extend({ agreed: z.literal("1") });

/** The parameters of addresses that are about one code that was given in place of money. */
export const creditParams = z.object({
  number: orderParams.shape.number,
  creditId: z.string().regex(/^[\w-]{8,100}$/),
});
