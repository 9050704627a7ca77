import type { StaffId } from "@/lib/base/ids";
import { storableText } from "@/lib/base/storable-text";
import { meantOrderNumber } from "@/lib/desk/orders/search-text";
import { AUDIT_SUBJECTS } from "@/lib/model/staff";
import type { AuditFilter } from "@/lib/staff/read-audit.server";

const LONGEST = 200;

type Query = Record<string, string | string[] | undefined>;

/** What an address asks of the log. An order's number may be typed as people type it. */
export function readAuditQuery(query: Query) {
  const one = (name: string) => {
    const value = query[name];
    return typeof value === "string" ? storableText(value).trim().slice(0, LONGEST) : "";
  };
  const kind = AUDIT_SUBJECTS.find((subject) => subject === one("kind")) ?? null;
  const asked = { about: one("about"), kind: kind ?? "", who: one("who") };
  const number = meantOrderNumber(asked.about);
  const before = Number(one("before"));
  const filter: AuditFilter = {
    things: [...new Set([...asked.about.split(/[ ,]+/).filter(Boolean), ...(number ? [number] : [])])],
    kind,
    staffId: asked.who === "" ? null : (asked.who as StaffId),
  };
  return { asked, filter, before: Number.isSafeInteger(before) && before > 0 ? before : null };
}
