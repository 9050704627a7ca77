import { z } from "zod";
import { routing } from "@/i18n/routing";
import type { DraftId, VariantId } from "@/lib/base/ids";
import { jsonField } from "@/lib/base/json-field";
import { storableText } from "@/lib/base/storable-text";
import { MAX_LINE_QUANTITY, MAX_LINES } from "@/lib/cart/quantity";
import { DRAFT_REDUCTIONS } from "@/lib/model/draft";

export const draftParams = z.object({
  draftId: z
    .string()
    .regex(/^drf_[0-9a-z]{24}$/)
    .transform((id) => id as DraftId),
});

const typed = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => storableText(text) === text);

const quantity = z
  .string()
  .regex(/^\d{1,2}$/)
  .transform(Number)
  .pipe(z.number().max(MAX_LINE_QUANTITY));

/** Pieces of goods of the catalogue, by variant; 0 leaves one out. */
export const typedPieces = z
  .record(z.string().regex(/^var_[\w-]{1,60}$/), quantity)
  .default({})
  .refine((pieces) => Object.keys(pieces).length <= MAX_LINES)
  .transform((pieces) =>
    Object.entries(pieces).flatMap(([id, quantity]) =>
      quantity > 0 ? [{ variantId: id as VariantId, quantity }] : [],
    ),
  );

/** JSON: what is not in the catalogue. 0 pieces leave one out. */
export const typedOwn = jsonField(60_000)
  .prefault("[]")
  .pipe(
    z.array(
      z.strictObject({
        name: typed(2_000),
        /** Of one piece, in the currency of the draft's country. */
        price: typed(40),
        quantity,
        /** Of one piece; empty weighs nothing. */
        grams: z.string().regex(/^\d{0,6}$/),
        taxCode: z.string().regex(/^(txcd_\d{8})?$/),
        /** Work or a voucher: nothing of it is packed. */
        needsNoSending: z.boolean().optional(),
      }),
    ),
  )
  .transform((own) => own.filter((line) => line.quantity > 0));

/** What the form of a draft sends. */
export const draftForm = z.strictObject({
  /** The version that the form was made from; empty for a new one. */
  seen: typed(40),
  email: z.union([z.literal(""), z.email().max(254)]),
  language: z.enum(routing.locales),
  country: z.string().regex(/^[A-Z]{2}$/),
  delivery: z.string().regex(/^([a-z0-9][a-z0-9-]{0,39})?$/),
  codes: typed(300),
  reduction: z.enum(DRAFT_REDUCTIONS),
  reductionBy: typed(30),
  note: typed(2_000),
  pieces: typedPieces,
  own: typedOwn,
});

export type TypedDraft = z.output<typeof draftForm>;
export type TypedOwnLine = TypedDraft["own"][number];

export const typedCodes = ({ codes }: Pick<TypedDraft, "codes">): string[] =>
  codes
    .split(/[\s,;]+/)
    .filter(Boolean)
    .slice(0, 10);
