import "server-only";
import { createHash } from "node:crypto";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { ImportIssue } from "@/lib/catalog/goods/issue";
import { issueInWords } from "../goods/issue-words.server";

export type ListRefusal =
  | { ok: false; code: "not_found" }
  | { ok: false; code: "list_changed" | "list_ring" | "category_in_use" }
  | { ok: false; code: "list_refused"; issues: ImportIssue[] };

/** A short version of what is stored, so that two people who edit are told. */
export const versionOfList = (stored: unknown): string =>
  createHash("sha256").update(JSON.stringify(stored)).digest("base64url").slice(0, 20);

/** Why a category or a collection is not saved, in words, with the names of the wrong fields. */
export function refuseList(refused: ListRefusal, locale: Locale) {
  const { code } = refused;
  if (code === "not_found") return { ok: false as const, code };
  const t = translator(locale, "desk-lists");
  if (code !== "list_refused")
    return { ok: false as const, code, message: t(`refusals.${code}`), status: 409 };
  const fields = refused.issues.map(({ column }) => fieldOfList(column));
  const message = refused.issues
    .map((issue) => issueInWords(issue, locale))
    .slice(0, 5)
    .join(" · ");
  return { ok: false as const, code, message, status: 409, fields };
}

const fieldOfList = (column: string): string => {
  const [first = "", second = ""] = column.split(".");
  return first === "rule" ? second : column;
};
