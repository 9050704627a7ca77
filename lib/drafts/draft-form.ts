import { z } from "zod";
import { routing } from "@/i18n/routing";
import type { DraftId, VariantId } from "@/lib/base/ids";
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

/** What the form of a draft sends. Pieces are by variant; 0 leaves one out. */
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
  pieces: z
    .record(
      z.string().regex(/^var_[\w-]{1,60}$/),
      z
        .string()
        .regex(/^\d{1,2}$/)
        .transform(Number)
        .pipe(z.number().max(MAX_LINE_QUANTITY)),
    )
    .default({})
    .refine((pieces) => Object.keys(pieces).length <= MAX_LINES)
    .transform((pieces) =>
      Object.entries(pieces).flatMap(([id, quantity]) =>
        quantity > 0 ? [{ variantId: id as VariantId, quantity }] : [],
      ),
    ),
});

export type TypedDraft = z.output<typeof draftForm>;

export const typedCodes = ({ codes }: Pick<TypedDraft, "codes">): string[] =>
  codes
    .split(/[\s,;]+/)
    .filter(Boolean)
    .slice(0, 10);
