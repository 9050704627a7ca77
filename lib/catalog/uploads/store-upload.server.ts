import "server-only";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { and, asc, eq, gt } from "drizzle-orm";
import type { Database } from "@/lib/db/client";
import { goodsUploadParts, goodsUploads } from "@/lib/db/schema";
import type { UploadOptions } from "@/lib/db/schema/uploads";

/** Bytes. */
export const MOST_UPLOAD_BYTES = 100_000_000;
/** Bytes that are in memory at once. */
const PART = 1_000_000;

type Given = { name: string; format: "shopify" | "json"; who: string; options: UploadOptions };

type Stored =
  | { ok: true; id: number; bytes: number }
  | { ok: false; code: "body_too_large" | "invalid_request" };

/** Keeps a file as it comes in, a piece at a time. */
export async function storeUpload(
  db: Database,
  body: AsyncIterable<Uint8Array>,
  given: Given,
): Promise<Stored> {
  const [row] = await db.insert(goodsUploads).values(given).returning({ id: goodsUploads.id });
  if (!row) throw new Error("the upload was not stored");
  const { id } = row;
  const forget = async (code: Extract<Stored, { ok: false }>["code"]): Promise<Stored> => {
    await db.delete(goodsUploads).where(eq(goodsUploads.id, id));
    return { ok: false, code };
  };
  let [bytes, part] = [0, 0];
  for await (const piece of inParts(body)) {
    bytes += piece.length;
    if (bytes > MOST_UPLOAD_BYTES) return forget("body_too_large");
    await db.insert(goodsUploadParts).values({ uploadId: id, part, bytes: piece });
    part += 1;
  }
  if (bytes === 0) return forget("invalid_request");
  await db.update(goodsUploads).set({ bytes }).where(eq(goodsUploads.id, id));
  return { ok: true, id, bytes };
}

async function* inParts(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let [waiting, size]: [Uint8Array[], number] = [[], 0];
  for await (const chunk of body) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < PART) continue;
    yield Buffer.concat(waiting);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(waiting);
}

/** Runs `work` with the path of a copy on this machine, which is deleted afterwards. */
export async function withUploadedFile<Result>(
  db: Database,
  { id, name }: { id: number; name: string },
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "goods-"));
  try {
    const path = join(folder, basename(name).replace(/[^\w.-]/g, "_") || "goods");
    await pipeline(Readable.from(partsOf(db, id)), createWriteStream(path));
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* partsOf(db: Database, uploadId: number): AsyncGenerator<Buffer> {
  for (let after = -1; ; ) {
    const [next] = await db
      .select({ part: goodsUploadParts.part, bytes: goodsUploadParts.bytes })
      .from(goodsUploadParts)
      .where(and(eq(goodsUploadParts.uploadId, uploadId), gt(goodsUploadParts.part, after)))
      .orderBy(asc(goodsUploadParts.part))
      .limit(1);
    if (!next) return;
    after = next.part;
    yield next.bytes;
  }
}
