import { z } from "zod";

const text = z
  .string()
  .trim()
  .max(200)
  .default("")
  .transform((value) => value || null);

/** A parcel as the form sends it: pieces by SKU; where they are left out, all that is left goes. */
export const parcelBody = z.strictObject({
  carrier: text,
  trackingNumber: text,
  trackingUrl: z
    .string()
    .trim()
    .max(500)
    .default("")
    .transform((value) => value || null),
  pieces: z
    .record(z.string().max(200), z.coerce.number().int().min(0).max(1_000_000))
    .transform((pieces) =>
      Object.entries(pieces).flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : [])),
    )
    .optional(),
});
