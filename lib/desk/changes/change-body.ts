import { z } from "zod";
import { jsonField } from "@/lib/base/json-field";
import { storableText } from "@/lib/base/storable-text";
import { orderParams } from "@/lib/desk/orders/inputs";
import { draftParams, typedOwn, typedPieces } from "@/lib/drafts/draft-form";
import { pieces } from "../refunds/refund-body";
import { MOST_WORDS } from "./typed-change";

const amount = z.number().int().min(0).max(2_000_000_000);

/** What the confirmation of a change sends. `change` and `shown` are JSON, as the page that showed it wrote them. */
export const changeBody = z.strictObject({
  key: draftParams.shape.draftId,
  change: jsonField(100_000).pipe(
    z.strictObject({
      remove: pieces,
      pieces: typedPieces,
      own: typedOwn,
      price: z.string().trim().max(30),
      note: z
        .string()
        .trim()
        .max(MOST_WORDS)
        .refine((text) => storableText(text) === text),
    }),
  ),
  shown: jsonField(1_000).pipe(
    z.strictObject({
      ...{ worth: amount, added: amount, credited: amount, pay: amount, back: amount, before: amount },
    }),
  ),
  /** How the shopper is asked for what is left to pay. */
  by: z.enum(["email", "link"]).default("link"),
});

/** The parameters of addresses that are about one change of an order. */
export const changeParams = z.object({
  number: orderParams.shape.number,
  draftId: draftParams.shape.draftId,
});
