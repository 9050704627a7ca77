import "server-only";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { StaffId } from "@/lib/base/ids";
import { storableText } from "@/lib/base/storable-text";
import { laidOver } from "@/lib/config/laid-over";
import { shopOfFile, shopProblemsWith } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { longJson } from "@/lib/http/body-reader";
import type { ShopInput } from "@/lib/model/shop";
import { SHOP_AREAS } from "@/lib/settings/areas";
import { readSettingVersion } from "@/lib/settings/save-setting.server";
import { changeSetting } from "./change-setting.server";

/** What a page's fields hold, by their paths. */
export type TypedValues = Readonly<Record<string, string>>;

/** What is wrong with a field, in the staff's language. */
export type SettingProblem = { field: string; message: string };

export type ReadFields =
  | { ok: true; fields: Partial<ShopInput> }
  | { ok: false; problems: readonly SettingProblem[] };

const stored = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => storableText(text) === text);

const version = z.coerce.number().int().max(1_000_000);

/** One of three: what was typed, an earlier version, or what the project's files say. */
const schema = z.strictObject({
  seen: version.min(0),
  values: z.record(stored(60), stored(5_000)).default({}),
  bring: version.min(1).optional(),
  reset: z.literal("1").optional(),
});

type Body = z.output<typeof schema>;

export const settingBody = longJson(schema);

/** What the audit log keeps of it beside what it was before and is now. */
export const loggedSetting = ({ seen, bring, reset }: Body) => ({
  seen,
  ...(bring && { bring }),
  ...(reset && { reset }),
});

type Area = "face" | "look";

type Asked = {
  body: Body;
  staffId: StaffId;
  locale: Locale;
  /** Makes fields of `store.config.ts` of what was typed. */
  read: (values: TypedValues) => Promise<ReadFields>;
  /** Whether what was stored can be in force today, beyond the rules of `store.config.ts`. */
  isPossible?: (fields: Partial<ShopInput>) => Promise<boolean>;
};

/** Sets an area whose page has fields of its own. What is wrong is told at each field. */
export async function changeArea(area: Area, { body, staffId, locale, read, isPossible }: Asked) {
  const t = translator(locale, "desk-settings");
  const save = (value: Record<string, unknown> | null) =>
    changeSetting({ name: area, value, seen: body.seen, staffId }, locale);
  if (body.reset) return save(null);
  if (body.bring !== undefined) {
    const value = await readSettingVersion(db(), area, body.bring);
    const isStill =
      value === null ||
      (value !== undefined && problemsIn(area, value).length === 0 && (await isPossible?.(value)) !== false);
    if (isStill) return save(value);
    const message = t("refused.setting_outdated");
    return { ok: false as const, code: "setting_outdated", message, status: 422 };
  }
  const typed = await read(body.values);
  const problems = typed.ok
    ? problemsIn(area, typed.fields).map(({ path, message }) => ({ field: path, message }))
    : typed.problems;
  if (typed.ok && problems.length === 0) return save(differing(typed.fields));
  const each = problems.map(({ field, message }) => ({ field: `values.${field}`, message }));
  return {
    ...{ ok: false as const, code: "setting_wrong", message: t("refused.setting_wrong"), status: 422 },
    fields: [...new Set(each.map(({ field }) => field))],
    each,
  };
}

/** By the rules of the file, beside all else that is in force. */
function problemsIn(area: Area, fields: object) {
  const own = new Set<string>(SHOP_AREAS[area]);
  const others = Object.entries(laidOver().shop).filter(([key]) => !own.has(key));
  return shopProblemsWith({ ...Object.fromEntries(others), ...fields });
}

/** Only what differs from the project's files is kept, so that these stay in force for all else. Null when nothing does. */
function differing(fields: Partial<ShopInput>): Record<string, unknown> | null {
  const file: Record<string, unknown> = shopOfFile();
  const kept = Object.entries(fields).filter(([key, value]) => !isDeepStrictEqual(value, file[key]));
  return kept.length === 0 ? null : Object.fromEntries(kept);
}
