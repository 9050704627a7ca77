import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { changeSetting } from "@/lib/desk/settings/change-setting.server";
import { isPossibleList, readCurrencies, storedCurrencies } from "@/lib/desk/settings/currency-form.server";
import { currencyRows } from "@/lib/desk/settings/currency-rows";
import { json } from "@/lib/http/body-reader";
import { readSettingVersion } from "@/lib/settings/save-setting.server";
import { deskChange } from "@/lib/staff/desk-route.server";

/** One of three: a list, an earlier version, or what the project's file says. */
const schema = z.strictObject({
  seen: z.coerce.number().int().min(0).max(1_000_000),
  list: currencyRows.optional(),
  bring: z.coerce.number().int().min(1).max(1_000_000).optional(),
  reset: z.literal("1").optional(),
});

/** `{ seen, list | bring | reset }`: which currencies the shop sells in beside its own. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    body: json(schema),
    about: () => ({ kind: "settings", id: "currencies" }),
  },
  async ({ body: { seen, list, bring, reset }, staff, locale }) => {
    const change = { name: "currencies" as const, seen, staffId: staff.id };
    if (reset) return changeSetting({ ...change, value: null }, locale);
    if (bring !== undefined) {
      const value = await readSettingVersion(db(), "currencies", bring);
      const isStill = value !== undefined && (value === null || isPossibleList(value));
      if (isStill) return changeSetting({ ...change, value }, locale);
      const message = translator(locale, "desk-settings")("refused.setting_outdated");
      return { ok: false, code: "setting_outdated", message, status: 422 };
    }
    // A list that is missing is not an empty one, which would end all of them.
    if (!list) return { ok: false, code: "invalid_request", fields: ["list"] };
    const read = readCurrencies(list, locale);
    return read.ok ? changeSetting({ ...change, value: storedCurrencies(read.list) }, locale) : read;
  },
);
