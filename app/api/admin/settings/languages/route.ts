import { z } from "zod";
import { otherLocales } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { changeSetting, settingShape } from "@/lib/desk/settings/change-setting.server";
import { hiddenWith } from "@/lib/desk/settings/hidden-languages";
import { json } from "@/lib/http/body-reader";
import { readSetting } from "@/lib/settings/save-setting.server";
import { deskChange } from "@/lib/staff/desk-route.server";

const schema = z.strictObject({
  seen: settingShape.seen,
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
    const read = async () => {
      const stored = await readSetting(db(), "languages");
      return { ok: true as const, value: hiddenWith(stored.value, language, shown === "yes") };
    };
    const change = { name: "languages", asked: { seen }, staffId: staff.id, read } as const;
    return changeSetting({ ...change, isPossible: () => true }, locale);
  },
);
