import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { StaffId } from "@/lib/base/ids";
import { renewAllPages } from "@/lib/catalog/revalidate.server";
import { db } from "@/lib/db/client";
import type { RouteRefusal } from "@/lib/routes/answer";
import type { SettingName } from "@/lib/settings/areas";
import { readSetting, saveSetting } from "@/lib/settings/save-setting.server";

type Change = {
  name: SettingName;
  /** Checked before. Null: back to what the project's files say. */
  value: Record<string, unknown> | null;
  /** The version that the form was made from. */
  seen: number;
  staffId: StaffId;
};

type Changed = { ok: true; before: unknown; after: unknown } | RouteRefusal;

/** Saves a setting and renews every page that may show it: what a route of the desk answers, with both for the audit log. */
export async function changeSetting(change: Change, locale: Locale): Promise<Changed> {
  const before = await readSetting(db(), change.name);
  const saved = await saveSetting(db(), { ...change, now: new Date() });
  if (!saved.ok) {
    const message = translator(locale, "desk-settings")("refused.settings_changed");
    return { ok: false, code: "settings_changed", message, status: 409 };
  }
  renewAllPages();
  return { ok: true, before: before.value, after: change.value };
}
