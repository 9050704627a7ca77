import { z } from "zod";

const MOST_AT_ONCE = 200;

const written = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((value) => !/[\0\p{Surrogate}]/u.test(value));

const number = z.string().regex(/^[0-9A-Z]{1,12}(-[0-9A-Z]{1,12})?$/);

/** The parameter of addresses that are about one order. */
export const orderParams = z.object({ number });

export const noteBody = z.strictObject({ note: written(4000) });

const part = z
  .string()
  .trim()
  .max(200)
  .refine((value) => !/[\0\p{Surrogate}]/u.test(value));

const optionalPart = part.default("").transform((value) => value || null);

/** Parts that the country does not use are left out. `seen` names the address that the form was made for: `addressMark`. */
export const addressBody = z.strictObject({
  seen: z.string().max(3000),
  name: part.min(1),
  line1: part.min(1),
  line2: optionalPart,
  postalCode: optionalPart,
  city: optionalPart,
  state: optionalPart,
});

export const mailParams = z.object({
  number,
  mailId: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});

const tag = written(40);

export const tagBody = z.strictObject({ tag });

export const tagsBody = z.strictObject({ numbers: z.array(number).min(1).max(MOST_AT_ONCE), tag });

export const viewBody = z
  .strictObject({
    name: written(60),
    query: z.string().max(2000),
    shared: z.enum(["on"]).optional(),
  })
  .transform(({ shared, ...view }) => ({ ...view, shared: shared === "on" }));

export const viewParams = z.object({
  viewId: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});
