import "server-only";
import { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { storableText } from "@/lib/base/storable-text";
import { ownCurrency } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import type { RouteRefusal } from "@/lib/routes/answer";
import { importPlan } from "@/lib/shipping/import-plan.server";

/** The text of a file as `delivery:export` prints it. */
export const deliveryText = z
  .string()
  .min(1)
  .max(200_000)
  .refine((text) => storableText(text) === text);

type Imported = { ok: true; changes: string[]; replaces: string } | RouteRefusal;

/**
 * What a delivery file changes, by the rules of `npm run delivery:import`.
 * @param seen the version of the plan that it may replace; null to change nothing
 */
export async function importDelivery(text: string, seen: string | null, locale: Locale): Promise<Imported> {
  const t = translator(locale, "desk-settings");
  const refuse = (problems: readonly string[]): RouteRefusal => ({
    ...{ ok: false, code: "delivery_refused", status: 422 },
    message: [t("deliveryFile.refused.delivery_refused"), ...problems].join("\n"),
  });
  let plan: unknown;
  try {
    plan = JSON.parse(text);
  } catch {
    return refuse([t("deliveryFile.notJson")]);
  }
  const imported = await importPlan(db(), plan, {
    ...{ currency: ownCurrency(), dryRun: seen === null },
    ...(seen !== null && { seen }),
  });
  if (imported.ok) {
    return {
      ...imported,
      changes: imported.changes.map((one) => t(`deliveryFile.differences.${one.kind}`, { ...one })),
    };
  }
  if (!imported.isOther) return refuse(imported.problems);
  const message = t("deliveryFile.refused.delivery_changed");
  return { ok: false, code: "delivery_changed", message, status: 409 };
}
