import { z } from "zod";
import type { HistoryConditions, SegmentDefinition } from "./purchase-history";

/** Minor units by currency. */
export const amounts = z
  .record(z.string().regex(/^[a-z]{3}$/), z.int().min(0))
  .refine((byCurrency) => Object.keys(byCurrency).length > 0, "must name a currency");

export const customerIds = z.array(z.string().min(1)).min(1);

export const segmentId = z.string().regex(/^[a-z0-9_]{3,60}$/);
export const segmentIds = z.array(segmentId).min(1);

const slugs = z.array(z.string().min(1)).min(1);
const days = z.int().positive().max(36_500);

const says = (part: object) => Object.values(part).some((value) => value !== undefined);

const parts = {
  orders: z
    .strictObject({ atLeast: z.int().positive().optional(), atMost: z.int().min(0).optional() })
    .refine(says, "must say atLeast or atMost")
    .refine(({ atLeast = 0, atMost = Number.MAX_SAFE_INTEGER }) => atLeast <= atMost, "nobody can have both")
    .optional(),
  spent: z.strictObject({ atLeast: amounts, days: days.optional() }).optional(),
  lastOrder: z
    .strictObject({ atLeastDays: days.optional(), atMostDays: days.optional() })
    .refine(says, "must say atLeastDays or atMostDays")
    .refine(
      ({ atLeastDays = 0, atMostDays = Number.MAX_SAFE_INTEGER }) => atLeastDays <= atMostDays,
      "nobody can have both",
    )
    .optional(),
  bought: z
    .strictObject({ products: slugs.optional(), categories: slugs.optional() })
    .refine(says, "must name products or categories")
    .optional(),
};

const EMPTY = "must say something";

export const historyConditions = z
  .strictObject(parts)
  .refine(says, EMPTY) satisfies z.ZodType<HistoryConditions>;

/** How deeply `all`, `any` and `not` may be nested. */
const DEPTH = 5;

function definitionOf(depth: number): z.ZodType<SegmentDefinition> {
  const accounts = customerIds.optional();
  if (depth === 0) return z.strictObject({ ...parts, accounts }).refine(says, EMPTY);
  const inner = definitionOf(depth - 1);
  return z
    .strictObject({
      ...parts,
      accounts,
      all: z.array(inner).min(1).optional(),
      any: z.array(inner).min(1).optional(),
      not: inner.optional(),
    })
    .refine(says, EMPTY);
}

export const segmentDefinition = definitionOf(DEPTH);
