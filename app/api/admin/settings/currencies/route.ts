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
const schema = z
  .strictObject({
    seen: z.coerce.number().int().min(0).max(1_000_000),
    list: currencyRows.optional(),
    bring: z.coerce.number().int().min(1).max(1_000_000).optional(),
    reset: z.literal("1").optional(),
  })
  .refine(({ list, bring, reset }) => [list, bring, reset].filter((one) => one !== undefined).length === 1, {
    path: ["list"],
  });

/** `{ seen, list | bring | reset }`: which currencies the shop sells in beside its own. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    body: json(schema),
    about: () => ({ kind: "settings", id: "currencies" }),
  },
  async ({ body: { seen, list, bring }, staff, locale }) => {
    const change = { name: "currencies" as const, seen, staffId: staff.id };
    if (list) {
      const read = readCurrencies(list, locale);
      return read.ok ? changeSetting({ ...change, value: storedCurrencies(read.list) }, locale) : read;
    }
    if (bring === undefined) return changeSetting({ ...change, value: null }, locale);
    const value = await readSettingVersion(db(), "currencies", bring);
    if (value === undefined || (value !== null && !isPossibleList(value))) {
      const message = translator(locale, "desk-settings")("refused.setting_outdated");
      return { ok: false, code: "setting_outdated", message, status: 422 };
    }
    return changeSetting({ ...change, value }, locale);
  },
);
