import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { after } from "next/server";
import { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { StaffId } from "@/lib/base/ids";
import { RENEW_SETTINGS_AGAIN_MS } from "@/lib/catalog/freshness";
import { renewAllPages } from "@/lib/catalog/revalidate.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { longJson } from "@/lib/http/body-reader";
import type { RouteRefusal } from "@/lib/routes/answer";
import type { SettingName } from "@/lib/settings/areas";
import { readSetting, readSettingVersion, saveSetting } from "@/lib/settings/save-setting.server";

type SettingValue = Record<string, unknown>;

const version = z.coerce.number().int().max(1_000_000);

/** What every form of a setting sends: the version that it was made from; and in place of what was typed an earlier version, or what the project's files say. */
export const settingShape = {
  seen: version.min(0),
  bring: version.min(1).optional(),
  reset: z.literal("1").optional(),
};

type AskedSetting = {
  seen: number;
  bring?: number | undefined;
  reset?: "1" | undefined;
};

/** A form whose fields are named by their paths. */
export const settingBody = longJson(
  z.strictObject({
    ...settingShape,
    values: z.record(z.string().max(60), z.string().max(5_000)).default({}),
  }),
);

/** What the audit log keeps of it beside what the setting was before and is now. */
export const loggedSetting = ({ seen, bring, reset }: AskedSetting) => ({
  seen,
  ...(bring && { bring }),
  ...(reset && { reset }),
});

/** What is to be stored; null where it is what the project's files say. */
export type ReadSetting = { ok: true; value: SettingValue | null } | RouteRefusal;

type Change = {
  name: SettingName;
  asked: AskedSetting;
  staffId: StaffId;
  /** What was typed, once it is checked. */
  read: () => ReadSetting | Promise<ReadSetting>;
  /** Whether an earlier version can be in force today. */
  isPossible: (value: SettingValue) => boolean | Promise<boolean>;
};

type Changed = { ok: true; before: SettingValue | null; after: SettingValue | null } | RouteRefusal;

/** Sets what a form asks for and renews every page that may show it: what a route of the desk answers, with both for the audit log. */
export async function changeSetting(change: Change, locale: Locale): Promise<Changed> {
  const t = translator(locale, "desk-settings");
  const read = await valueOfChange(change, t("refused.setting_outdated"));
  if (!read.ok) return read;
  const { name, asked, staffId } = change;
  const { value } = read;
  const before = await readSetting(db(), name);
  const saved = await saveSetting(db(), { name, value, seen: asked.seen, staffId, now: new Date() });
  if (!saved.ok) {
    return { ok: false, code: "settings_changed", message: t("refused.settings_changed"), status: 409 };
  }
  renewAllPages();
  // Elsewhere each process watches, and does this for itself.
  if (env().VERCEL) after(() => sleep(RENEW_SETTINGS_AGAIN_MS).then(renewAllPages));
  return { ok: true, before: before.value, after: value };
}

async function valueOfChange(
  { name, asked: { bring, reset }, read, isPossible }: Change,
  outdated: string,
): Promise<ReadSetting> {
  if (reset) return { ok: true, value: null };
  if (bring === undefined) return read();
  const value = await readSettingVersion(db(), name, bring);
  if (value === null || (value !== undefined && (await isPossible(value)))) return { ok: true, value };
  return { ok: false, code: "setting_outdated", message: outdated, status: 422 };
}
