import "server-only";
import { desc, eq, gt } from "drizzle-orm";
import { z } from "zod";
import type { ImportReport } from "@/lib/catalog/import/import-report";
import { db } from "@/lib/db/client";
import { goodsUploads } from "@/lib/db/schema";
import type { UploadState } from "@/lib/db/schema/uploads";

export const uploadParams = z.object({ importId: z.string().regex(/^\d{1,9}$/) });

const SHOWN = 20;

/** The newest files. */
export async function recentUploads() {
  const { id, name, bytes, state, who, createdAt } = goodsUploads;
  return db()
    .select({ id, name, bytes, state, who, createdAt })
    .from(goodsUploads)
    .where(gt(goodsUploads.bytes, 0))
    .orderBy(desc(goodsUploads.createdAt))
    .limit(SHOWN);
}

export async function readUpload(id: number) {
  const [row] = await db().select().from(goodsUploads).where(eq(goodsUploads.id, id));
  // Written by `runUpload` alone.
  return row ? { ...row, report: row.report as ImportReport | null } : null;
}

/** Whether something is done with it in the background. */
export const isRunningUpload = (state: UploadState): boolean =>
  state === "checking" || state === "writing" || state === "syncing";

/** How a file is read, by its name; null when it can't be told. */
export function formatOfName(name: string): "shopify" | "json" | null {
  if (/\.(csv|tsv|txt)$/i.test(name)) return "shopify";
  return /\.(jsonl|ndjson|json)$/i.test(name) ? "json" : null;
}
