import { z } from "zod";
import { SHIPPING_COUNTRIES } from "@/lib/shipping/rates";

export const ADDRESS_PROBLEMS = ["required", "too_long", "country", "phone"] as const;
export type AddressProblem = (typeof ADDRESS_PROBLEMS)[number];

/** The fields of the form, in its order. */
export const ADDRESS_FIELDS = [
  "name",
  "line1",
  "line2",
  "postalCode",
  "city",
  "state",
  "country",
  "phone",
] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

const needed = z.string().trim().min(1, "required").max(200, "too_long");
const optional = z
  .string()
  .trim()
  .max(200, "too_long")
  .transform((value) => value || null);

/** An entry of the address book as its form sends it. Each issue's message is an `AddressProblem`. */
export const addressInput = z.object({
  name: needed,
  line1: needed,
  line2: optional,
  postalCode: needed,
  city: needed,
  state: optional,
  country: z.string().refine((value) => SHIPPING_COUNTRIES.includes(value), "country"),
  phone: z
    .string()
    .trim()
    .regex(/^(\+?[\d\s().-]{4,30})?$/, "phone")
    .transform((value) => value || null),
  isDefault: z
    .literal("on")
    .optional()
    .transform((value) => value === "on"),
});

export type AddressInput = z.output<typeof addressInput>;

export type AddressForm =
  | { ok: true; data: AddressInput }
  | { ok: false; problems: Partial<Record<AddressField, AddressProblem>> };

export function parseAddress(values: Record<string, unknown>): AddressForm {
  const filled = { ...Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, ""])), ...values };
  const parsed = addressInput.safeParse(filled);
  if (parsed.success) return { ok: true, data: parsed.data };
  const problems: Partial<Record<AddressField, AddressProblem>> = {};
  for (const { path, message } of parsed.error.issues) {
    const field = ADDRESS_FIELDS.find((candidate) => candidate === path[0]);
    const problem = ADDRESS_PROBLEMS.find((candidate) => candidate === message) ?? "required";
    if (field) problems[field] ??= problem;
  }
  return { ok: false, problems };
}
