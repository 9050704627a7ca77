import { z } from "zod";
import { isCountry } from "@/lib/base/countries";
import { ORDER_STATUSES } from "@/lib/model/order";
import { CHECKOUT_SURFACES } from "@/lib/model/surface";

export const ORDER_SORTS = ["newest", "oldest", "total-desc", "total-asc"] as const;

const LONGEST = 200;
const MOST_CHOSEN = 30;

const text = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST)
  .refine((value) => !/[\0\p{Surrogate}]/u.test(value));

const day = z.iso.date();

/** In major units, as typed. */
const amount = z
  .string()
  .trim()
  .regex(/^\d{1,9}([.,]\d{1,3})?$/);

const country = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine(isCountry);

const filterSchema = z.object({
  /** Part of a number, name or e-mail, an id of Stripe's, or a card's last four digits. */
  q: text.nullable(),
  /** `any` also has orders that nobody has tried to pay. */
  state: z.array(z.enum([...ORDER_STATUSES, "any"])).max(MOST_CHOSEN),
  attention: z.literal("1").nullable(),
  /** Goods were changed, and the shopper has not paid for them yet. */
  changing: z.literal("1").nullable(),
  /** Days of the shop, both included. */
  from: day.nullable(),
  to: day.nullable(),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/)
    .transform((code) => code.toLowerCase())
    .nullable(),
  min: amount.nullable(),
  max: amount.nullable(),
  surface: z.array(z.enum(CHECKOUT_SURFACES)).max(MOST_CHOSEN),
  country: z.array(country).max(MOST_CHOSEN),
  /** A rule's id, or its code. */
  discount: text.nullable(),
  /** A SKU, or a product's name in addresses. */
  product: text.nullable(),
  tag: text.nullable(),
  sort: z.enum(ORDER_SORTS).nullable(),
});

export type OrderFilter = z.output<typeof filterSchema>;
type FilterKey = keyof OrderFilter;

const KEYS = z.array(filterSchema.keyof()).parse(Object.keys(filterSchema.shape));
const isList = (key: FilterKey) => filterSchema.shape[key] instanceof z.ZodArray;

type ReadFilter = {
  filter: OrderFilter;
  /** What the address asks and can't be asked, by name. */
  ignored: string[];
};

/** Reads the part of an address after `?`. What can't be is left out, and named, so that a wrong letter never shows orders that were not asked for in silence. */
export function readOrderFilter(params: URLSearchParams): ReadFilter {
  const given = Object.fromEntries(
    KEYS.map((key) => {
      const values = params.getAll(key).filter((value) => value.trim() !== "");
      return [key, isList(key) ? [...new Set(values)] : (values[0] ?? null)] as const;
    }),
  );
  const result = filterSchema.safeParse(given);
  if (result.success) return { filter: result.data, ignored: [] };
  const wrong = new Set(result.error.issues.map(({ path: [key] }) => String(key)));
  const rest = new URLSearchParams([...params].filter(([key]) => !wrong.has(key)));
  return { filter: readOrderFilter(rest).filter, ignored: [...wrong] };
}

/** The number of the order that a page begins after, or before which it ends. */
export type ListPlace = { toward: "after" | "before"; number: string };

export function readListPlace(params: URLSearchParams): ListPlace | null {
  const [after, before] = [params.get("after"), params.get("before")];
  if (after) return { toward: "after", number: after };
  return before ? { toward: "before", number: before } : null;
}

/** The same filter always has the same text. */
export function orderFilterParams(filter: OrderFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const key of KEYS) {
    const value = filter[key];
    for (const one of Array.isArray(value) ? value.toSorted() : [value ?? ""]) {
      if (one !== "") params.append(key, one);
    }
  }
  return params;
}
