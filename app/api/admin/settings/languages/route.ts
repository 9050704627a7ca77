import { z } from "zod";
import { otherLocales } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { changeSetting } from "@/lib/desk/settings/change-setting.server";
import { hiddenWith } from "@/lib/desk/settings/hidden-languages";
import { json } from "@/lib/http/body-reader";
import { readSetting } from "@/lib/settings/save-setting.server";
import { deskChange } from "@/lib/staff/desk-route.server";

const schema = z.strictObject({
  seen: z.coerce.number().int().min(0).max(1_000_000),
  language: z.string().max(20),
  shown: z.enum(["yes", "no"]),
});

/** `{ seen, language, shown }`: hides a language from shoppers, or shows it again. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    body: json(schema),
    about: () => ({ kind: "settings", id: "languages" }),
  },
  async ({ body: { seen, language: asked, shown }, staff, locale }) => {
    const language = otherLocales.find((one) => one === asked);
    if (!language) {
      const message = translator(locale, "desk-languages")("refused.language_fixed");
      return { ok: false, code: "language_fixed", message, status: 422, fields: ["language"] };
    }
    const stored = await readSetting(db(), "languages");
    const value = hiddenWith(stored.value, language, shown === "yes");
    return changeSetting({ name: "languages", value, seen, staffId: staff.id }, locale);
  },
);
