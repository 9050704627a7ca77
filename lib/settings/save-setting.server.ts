import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { StaffId } from "@/lib/base/ids";
import type { Database } from "@/lib/db/client";
import { catalogChanges, settings, settingVersions, staff } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import type { SettingName } from "./areas";
import { loadSettings } from "./current.server";

/** What a change of a setting is called among those that renew pages. */
export const SETTINGS_TAG = "settings";

type StoredSetting = { value: Record<string, unknown> | null; version: number };

/** Version 0 and null: nobody has set it. */
export async function readSetting(q: Database, name: SettingName): Promise<StoredSetting> {
  const [row] = await q
    .select({ value: settings.value, version: settings.version })
    .from(settings)
    .where(eq(settings.name, name));
  return row ?? { value: null, version: 0 };
}

type Change = {
  name: SettingName;
  /** Null: back to what the project's files say. */
  value: Record<string, unknown> | null;
  /** The version that was shown. */
  seen: number;
  staffId: StaffId;
  now: Date;
};

/** Saves a setting, unless somebody else did since it was shown, and tells this process at once and every other one. What it says is checked before. */
export async function saveSetting(
  q: Database,
  { name, value, seen, staffId, now }: Change,
): Promise<{ ok: true; version: number } | { ok: false; code: "settings_changed" }> {
  const version = seen + 1;
  const isSaved = await inTransaction(q, async (tx) => {
    const written =
      seen === 0
        ? await tx.insert(settings).values({ name, value, version }).onConflictDoNothing().returning()
        : await tx
            .update(settings)
            .set({ value, version })
            .where(and(eq(settings.name, name), eq(settings.version, seen)))
            .returning();
    if (written.length === 0) return false;
    await tx.insert(settingVersions).values({ name, version, value, at: now, staffId });
    await tx.insert(catalogChanges).values({ tag: SETTINGS_TAG });
    return true;
  });
  if (!isSaved) return { ok: false, code: "settings_changed" };
  await loadSettings(q);
  return { ok: true, version };
}

export type SettingVersion = { version: number; value: Record<string, unknown> | null; at: Date; by: string };

const SHOWN_VERSIONS = 20;

/** What it was before and is now, newest first. */
export async function readSettingVersions(q: Database, name: SettingName): Promise<SettingVersion[]> {
  return q
    .select({
      version: settingVersions.version,
      value: settingVersions.value,
      at: settingVersions.at,
      by: sql<string>`coalesce(nullif(${staff.name}, ''), ${staff.email})`,
    })
    .from(settingVersions)
    .innerJoin(staff, eq(staff.id, settingVersions.staffId))
    .where(eq(settingVersions.name, name))
    .orderBy(desc(settingVersions.id))
    .limit(SHOWN_VERSIONS);
}

/** What a setting was at a version; undefined when there is no such version, and null for what the project's files said. */
export async function readSettingVersion(
  q: Database,
  name: SettingName,
  version: number,
): Promise<Record<string, unknown> | null | undefined> {
  const [row] = await q
    .select({ value: settingVersions.value })
    .from(settingVersions)
    .where(and(eq(settingVersions.name, name), eq(settingVersions.version, version)))
    .limit(1);
  return row?.value;
}
