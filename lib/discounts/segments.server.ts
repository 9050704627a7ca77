import "server-only";
import { inArray } from "drizzle-orm";
import { log } from "@/lib/base/log.server";
import type { Queryable } from "@/lib/db/client";
import { customerSegments } from "@/lib/db/schema";
import type { DiscountRule } from "@/lib/model/discount";
import type { Segment } from "@/lib/model/purchase-history";
import { parseSegment } from "./segment-rows";

const segmentsNamed = (rules: readonly DiscountRule[]): string[] => [
  ...new Set(rules.flatMap(({ segments = [], notSegments = [] }) => [...segments, ...notSegments])),
];

/** Loads the segments that rules name. A broken segment is left out and logged, and its rules don't apply. */
export async function loadSegments(
  q: Queryable,
  rules: readonly DiscountRule[],
): Promise<Map<string, Segment>> {
  const ids = segmentsNamed(rules);
  if (ids.length === 0) return new Map();
  const rows = await q.select().from(customerSegments).where(inArray(customerSegments.id, ids));
  for (const id of ids.filter((id) => !rows.some((row) => row.id === id))) {
    log.error(`customer segment ${id} is named by a discount rule but does not exist`);
  }
  const found = rows.flatMap((row) => {
    const parsed = parseSegment(row);
    if (parsed.ok) return [parsed.segment];
    log.error(`customer segment ${row.id} is ignored: ${parsed.problem}`);
    return [];
  });
  return new Map(found.map((segment) => [segment.id, segment]));
}
