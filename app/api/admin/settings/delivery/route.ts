import { z } from "zod";
import { dayIn } from "@/lib/base/time-zone";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { deliveryText, importDelivery } from "@/lib/desk/settings/delivery-file.server";
import { longJson } from "@/lib/http/body-reader";
import { loadPlan } from "@/lib/shipping/plan.server";
import { deskChange, deskRead } from "@/lib/staff/desk-route.server";

/** The delivery as the JSON that an import takes. */
export const GET = deskRead({ right: "settings.read" }, async () => {
  const name = `${shopSlug()}-delivery-${dayIn(new Date(), shopTimeZone())}.json`;
  return new Response(`${JSON.stringify(await loadPlan(db()), null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
});

const MOST_LOGGED = 200;

const schema = z.strictObject({ deliveryFile: deliveryText, seen: z.string().max(40) });

/** `{ deliveryFile, seen }` -> `{ changes }`: replaces the whole plan, if it is still the one that was looked at. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.delivery",
    body: longJson(schema),
    logged: ({ deliveryFile, seen }) => ({ letters: deliveryFile.length, replaces: seen }),
    about: () => ({ kind: "settings", id: "delivery" }),
  },
  async ({ body: { deliveryFile, seen }, locale }) => {
    const before = await loadPlan(db());
    const imported = await importDelivery(deliveryFile, seen, locale);
    if (!imported.ok) return imported;
    const { changes } = imported;
    return {
      ...{ ok: true, before, after: { changes: changes.slice(0, MOST_LOGGED) } },
      answer: { changes },
    };
  },
);
