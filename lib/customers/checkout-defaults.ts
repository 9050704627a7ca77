import { z } from "zod";

const address = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  state: z.string().nullable(),
  postalCode: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
});

/** Null for a guest. */
export const defaultsSchema = z
  .object({ email: z.string(), name: z.string().nullable(), address: address.nullable() })
  .nullable();

export type CheckoutDefaults = NonNullable<z.output<typeof defaultsSchema>>;
