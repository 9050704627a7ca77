import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { inLocale } from "@/lib/base/i18n-text";
import type { VariantId } from "@/lib/base/ids";
import { optionLabel } from "@/lib/catalog/variant-text";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { products, variants } from "@/lib/db/schema";
import type { JobOutcome, OutboxJob } from "@/lib/outbox/job";
import type { EmailRenderers } from "../renderers";
import { sendMail } from "../send-mail.server";

const payload = z.object({ variantId: z.string() });

/** Tells the merchant that few pieces are left, with today's figures; nothing when more have arrived since. */
export async function sendLowStock(job: OutboxJob, render: EmailRenderers["lowStock"]): Promise<JobOutcome> {
  const { MERCHANT_EMAIL, STORE_URL } = env();
  const { variantId } = payload.parse(job.payload);
  const [row] = await db()
    .select({ variant: variants, name: products.name, axes: products.options })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(variants.id, variantId as VariantId));
  const lowStockAt = row?.variant.lowStockAt ?? null;
  if (MERCHANT_EMAIL.length === 0 || !row || lowStockAt === null || row.variant.onHand > lowStockAt)
    return {};
  const locale = routing.defaultLocale;
  const { sku, onHand, options } = row.variant;
  const option = inLocale(optionLabel(row.axes, options), locale);
  const rendered = await render({
    ...{ locale, sku, onHand, lowStockAt },
    name: [inLocale(row.name, locale), option].filter(Boolean).join(", "),
    storeUrl: new URL(localPath(locale, "/"), STORE_URL).href,
  });
  await sendMail({
    ...rendered,
    lane: "person_email",
    to: MERCHANT_EMAIL.join(", "),
    key: `low-stock.${job.occurrence}`,
  });
  return {};
}
