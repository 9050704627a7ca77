import "server-only";
import { and, eq, inArray, sql } from "drizzle-orm";
import type Stripe from "stripe";
import { z } from "zod";
import { describeError } from "@/lib/base/describe-error";
import { log } from "@/lib/base/log.server";
import { importGoods } from "@/lib/catalog/import/import-goods.server";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { ownCurrency } from "@/lib/currencies/sold";
import { type Database, db, type Transaction } from "@/lib/db/client";
import { goodsUploads } from "@/lib/db/schema";
import type { UploadProgress, UploadState } from "@/lib/db/schema/uploads";
import { inTransaction } from "@/lib/db/transaction.server";
import { enqueueForGoods } from "@/lib/outbox/enqueue.server";
import type { JobOutcome, OutboxJob } from "@/lib/outbox/job";
import { withUploadedFile } from "./store-upload.server";

type Upload = typeof goodsUploads.$inferSelect;

const payload = z.object({ uploadId: z.string(), step: z.enum(["check", "write"]) });

type Step = z.output<typeof payload>["step"];

/** From which state a step begins. One that was cut off is in its own state. */
const BEGINS: Record<Step, readonly UploadState[]> = {
  check: ["stored", "refused", "checked"],
  write: ["checked"],
};

/** Has an uploaded file checked or written in the background. False when it is not there, or is at another step. */
export async function startUpload(database: Database, id: number, step: Step): Promise<boolean> {
  return inTransaction(database, async (tx) => {
    const [started] = await tx
      .update(goodsUploads)
      .set({ state: step === "check" ? "checking" : "writing", progress: null, error: null })
      .where(and(eq(goodsUploads.id, id), inArray(goodsUploads.state, [...BEGINS[step]])))
      .returning({ id: goodsUploads.id });
    if (started) await enqueueStep(tx, id, step);
    return started !== undefined;
  });
}

const enqueueStep = (tx: Transaction, id: number, step: Step) =>
  enqueueForGoods(tx, {
    effect: "catalog.import",
    occurrence: `${id} ${step} ${Date.now()}`,
    payload: { uploadId: String(id), step },
  });

/**
 * Checks an uploaded file, or writes it and brings the goods to Stripe, by the functions of `catalog:import` and `catalog:sync`. What was cut off goes on
 * where it was; what is thrown is kept for the page, and tried again as every job is.
 */
export async function runUpload(job: OutboxJob, stripe: Stripe): Promise<JobOutcome> {
  const { uploadId, step } = payload.parse(job.payload);
  const id = Number(uploadId);
  const [upload] = await db().select().from(goodsUploads).where(eq(goodsUploads.id, id));
  if (!upload) return { skipped: "the file is no longer there" };
  try {
    if (step === "check") await check(upload);
    else await write(upload, stripe, job.tries > 1);
    return {};
  } catch (error) {
    await save(id, { error: describeError(error) });
    throw error;
  }
}

async function check(upload: Upload): Promise<void> {
  const result = await runImport(upload, { dryRun: true });
  const report = "report" in result ? result.report : null;
  const error = result.ok || "report" in result ? null : result.code;
  await save(upload.id, { state: result.ok ? "checked" : "refused", report, error, progress: null });
}

async function write(upload: Upload, stripe: Stripe, wasCutOff: boolean): Promise<void> {
  if (upload.state === "writing") {
    let result = await runImport(upload, { resume: wasCutOff });
    // It was cut off before the first of its goods were written.
    if (!result.ok && result.code === "nothing_to_resume") result = await runImport(upload, {});
    const report = "report" in result ? result.report : null;
    const error = result.ok || "report" in result ? null : result.code;
    if (!result.ok && result.code !== "rows_left_out") {
      await save(upload.id, { state: "refused", report, error, progress: null });
      return;
    }
    await save(upload.id, {
      state: "syncing",
      report,
      error: result.ok ? null : result.code,
      progress: null,
    });
  }
  const [now] = await db().select().from(goodsUploads).where(eq(goodsUploads.id, upload.id));
  if (now?.state !== "syncing") return;
  const tell = teller(upload.id);
  const synced = await syncCatalog(db(), stripe, {
    onProgress: (step, done, all) => tell.say({ step, done, all }),
  }).finally(tell.end);
  const isLeftOut = now.error === "rows_left_out";
  const reason = synced.stopped ?? synced.failures[0]?.reason ?? null;
  if (reason) log.warn(`an import's goods are saved, and Stripe did not take all: ${reason}`);
  await save(upload.id, { state: isLeftOut ? "left_out" : "done", error: reason, progress: null });
}

function runImport(upload: Upload, how: { dryRun?: boolean; resume?: boolean }) {
  const { format, who, options, bytes } = upload;
  const tell = teller(upload.id);
  return withUploadedFile(db(), upload, (path) =>
    importGoods(db(), {
      ...{ path, format, who, currency: ownCurrency(), keepStock: options.keepStock, ...how },
      fallbackCategory: options.category,
      pictures: options.leavePictures ? null : {},
      onProgress: (step, done) => tell.say({ step, done, all: bytes }),
      onPicture: (done, all) => tell.say({ step: "pictures", done, all }),
    }),
  ).finally(tell.end);
}

/** Milliseconds between two words on how far it is. */
const TELLS_EVERY = 1_000;

/** Writes progress now and then, one write at a time. */
function teller(id: number) {
  let [last, writing]: [number, Promise<unknown>] = [0, Promise.resolve()];
  return {
    say: (progress: UploadProgress) => {
      if (Date.now() - last < TELLS_EVERY) return;
      last = Date.now();
      writing = writing.then(() => save(id, { progress })).catch(() => undefined);
    },
    end: async () => {
      await writing;
    },
  };
}

async function save(id: number, set: Partial<typeof goodsUploads.$inferInsert>): Promise<void> {
  await db()
    .update(goodsUploads)
    .set({ ...set, updatedAt: sql`now()` })
    .where(eq(goodsUploads.id, id));
}
