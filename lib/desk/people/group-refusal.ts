import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

type Code = "group_known" | "group_too_many" | "group_in_use" | "group_list_long" | "group_changed";

/** @param name what the group is called, where the refusal is about that */
export const groupRefusal = (code: Code, locale: Locale, name = "") => ({
  ...{ ok: false as const, code, status: 409 },
  message: translator(locale, "desk-people")(`groups.refusals.${code}`, { name }),
});
