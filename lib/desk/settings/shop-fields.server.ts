import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { laidOver } from "@/lib/config/laid-over";
import { shopOfFile, shopProblemsWith } from "@/lib/config/shop";
import type { ShopInput, ShopProblem } from "@/lib/model/shop";
import { SHOP_AREAS } from "@/lib/settings/areas";
import type { ReadSetting } from "./change-setting.server";

type ShopArea = keyof typeof SHOP_AREAS;

/** What a page's fields hold, by their paths. */
export type TypedValues = Readonly<Record<string, string>>;

/** What is wrong with a field, in the staff's language. */
export type SettingProblem = { field: string; message: string };

export type ReadFields =
  | { ok: true; fields: Partial<ShopInput> }
  | { ok: false; problems: readonly SettingProblem[] };

/** What is wrong with the fields of an area by the rules of the file, beside all else that is in force. */
export function shopFieldProblems(area: ShopArea, fields: object): ShopProblem[] {
  const own = new Set<string>(SHOP_AREAS[area]);
  const others = Object.entries(laidOver().shop).filter(([key]) => !own.has(key));
  return shopProblemsWith({ ...Object.fromEntries(others), ...fields });
}

/** Only what differs from the project's file is kept, so that it stays in force for all else. Null when nothing does. */
export function storedShopFields(fields: object): Record<string, unknown> | null {
  const file: Record<string, unknown> = shopOfFile();
  const kept = Object.entries(fields).filter(([key, value]) => !isDeepStrictEqual(value, file[key]));
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

/** Fields that a page has read, as they are stored; or what is wrong, told at each field. */
export function storedOrRefused(area: ShopArea, read: ReadFields, locale: Locale): ReadSetting {
  const problems = read.ok
    ? shopFieldProblems(area, read.fields).map(({ path, message }) => ({ field: path, message }))
    : read.problems;
  if (read.ok && problems.length === 0) return { ok: true, value: storedShopFields(read.fields) };
  const each = problems.map(({ field, message }) => ({ field: `values.${field}`, message }));
  return {
    ...{ ok: false, code: "setting_wrong", status: 422 },
    message: translator(locale, "desk-settings")("refused.setting_wrong"),
    fields: [...new Set(each.map(({ field }) => field))],
    each,
  };
}
