import { z } from "zod";
import { addressProblems, addressRule, storedState } from "@/lib/addresses/check";

const ADDRESS_PROBLEMS = ["required", "too_long", "country", "phone", "postal_code", "state"] as const;
export type AddressProblem = (typeof ADDRESS_PROBLEMS)[number];

/** The fields in the form's order: those after the country depend on it. */
export const ADDRESS_FIELDS = [
  "country",
  "name",
  "line1",
  "line2",
  "postalCode",
  "city",
  "state",
  "phone",
] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

const needed = z.string().trim().min(1, "required").max(200, "too_long");
const text = z.string().trim().max(200, "too_long");
const optional = text.transform((value) => value || null);

/** Reads an address; an issue's message is an `AddressProblem`. */
export const addressInput = z.object({
  name: needed,
  line1: needed,
  line2: optional,
  postalCode: text,
  city: text,
  state: optional,
  country: z.string().refine((value) => addressRule(value) !== null, "country"),
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

type Problems = Partial<Record<AddressField, AddressProblem>>;

type AddressFormValues = { ok: true; data: AddressInput } | { ok: false; problems: Problems };

export function parseAddress(values: Record<string, unknown>): AddressFormValues {
  const filled = { ...Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, ""])), ...values };
  const parsed = addressInput.safeParse(filled);
  if (parsed.success) {
    const data = asUsedThere(parsed.data);
    const problems = addressProblems(data);
    return Object.keys(problems).length === 0 ? { ok: true, data } : { ok: false, problems };
  }
  const problems: Problems = {};
  for (const { path, message } of parsed.error.issues) {
    const field = ADDRESS_FIELDS.find((candidate) => candidate === path[0]);
    const problem = ADDRESS_PROBLEMS.find((candidate) => candidate === message) ?? "required";
    if (field) problems[field] ??= problem;
  }
  return { ok: false, problems: { ...problemsOfParts(filled), ...problems } };
}

function asUsedThere(address: AddressInput): AddressInput {
  const rule = addressRule(address.country);
  if (!rule) return address;
  return {
    ...address,
    postalCode: rule.postalCode ? address.postalCode : "",
    city: rule.city ? address.city : "",
    state: rule.state && address.state ? storedState(address.country, address.state) : null,
  };
}

function problemsOfParts(filled: Record<string, unknown>): Problems {
  const part = (value: unknown) => (typeof value === "string" ? value : null);
  return addressProblems({
    country: part(filled.country) ?? "",
    line1: part(filled.line1),
    city: part(filled.city),
    postalCode: part(filled.postalCode),
    state: part(filled.state),
  });
}
