import { z } from "zod";
import { deliveryText, importDelivery } from "@/lib/desk/settings/delivery-file.server";
import { longJson } from "@/lib/http/body-reader";
import { deskTrial } from "@/lib/staff/desk-route.server";

/** `{ deliveryFile }` -> `{ changes, seen }`: what an import of it would change, and of which plan. */
export const POST = deskTrial(
  { right: "settings.edit", body: longJson(z.strictObject({ deliveryFile: deliveryText })) },
  async ({ body: { deliveryFile }, locale }) => {
    const looked = await importDelivery(deliveryFile, null, locale);
    return looked.ok ? { ok: true, changes: looked.changes, seen: looked.replaces } : looked;
  },
);
