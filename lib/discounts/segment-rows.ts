import { z } from "zod";
import { discountName } from "@/lib/model/discount-conditions";
import { segmentDefinition } from "@/lib/model/history-conditions";
import type { Segment } from "@/lib/model/purchase-history";

type SegmentRow = { id: string; name: unknown; definition: unknown; active: boolean };

/** Reads a stored segment for the discount engine, or says what is wrong with it, for the merchant. */
export function parseSegment(
  row: SegmentRow,
): { ok: true; segment: Segment } | { ok: false; problem: string } {
  const name = discountName.safeParse(row.name);
  if (!name.success) return { ok: false, problem: `name: ${z.prettifyError(name.error)}` };
  const definition = segmentDefinition.safeParse(row.definition);
  if (!definition.success) return { ok: false, problem: `definition: ${z.prettifyError(definition.error)}` };
  return {
    ok: true,
    segment: { id: row.id, name: name.data, definition: row.active ? definition.data : null },
  };
}
