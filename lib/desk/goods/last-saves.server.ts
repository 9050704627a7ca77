import "server-only";
import { and, desc, eq, isNull, ne, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Locale } from "@/i18n/routing";
import type { ProductId, StaffId } from "@/lib/base/ids";
import { currency as currencyOf } from "@/lib/base/money";
import { minuteIn } from "@/lib/base/time-zone";
import { writePrice } from "@/lib/catalog/goods/price-text";
import { shopTimeZone } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { auditEntries, staff } from "@/lib/db/schema";
import type { FormValue } from "./form-values";

/** As many saves as anybody makes while a form is open. */
const MOST = 30;

const askedDetail = z.object({ fields: z.array(z.string()) });
const loggedChange = z.object({ field: z.string(), sku: z.string().nullable(), after: z.unknown() });
const doneDetail = z.object({ after: z.array(loggedChange) });

type LoggedChange = z.output<typeof loggedChange>;

/** Who is told of them. */
export type Reader = { id: StaffId; locale: Locale };

type Save = {
  who: string;
  when: string;
  /** What it changed; null while Stripe is still told of it. */
  changed: LoggedChange[] | null;
  /** Names of the fields that were typed into. */
  fields: readonly string[];
};

/** Who saved a product last, the newest first. An import, Stripe and the database are not in the log; what the reader is saving is not saved yet. */
export async function lastSaves(productId: ProductId, reader: Reader): Promise<Save[]> {
  const end = alias(auditEntries, "audit_end");
  const rows = await db()
    .select({
      at: auditEntries.at,
      name: staff.name,
      email: staff.email,
      asked: auditEntries.detail,
      outcome: end.outcome,
      detail: end.detail,
    })
    .from(auditEntries)
    .innerJoin(staff, eq(staff.id, auditEntries.staffId))
    .leftJoin(end, eq(end.endsId, auditEntries.id))
    .where(
      and(
        eq(auditEntries.subjectKind, "goods"),
        eq(auditEntries.subjectId, productId),
        eq(auditEntries.action, "goods.save"),
        isNull(auditEntries.endsId),
        or(eq(end.outcome, "done"), and(isNull(end.id), ne(auditEntries.staffId, reader.id))),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(MOST);
  return rows.map(({ at, name, email, asked, outcome, detail }) => {
    const [typed, done] = [askedDetail.safeParse(asked), doneDetail.safeParse(detail)];
    return {
      ...{ who: name || email, when: minuteIn(at, shopTimeZone()) },
      changed: outcome === null ? null : done.success ? done.data.after : [],
      fields: typed.success ? typed.data.fields : [],
    };
  });
}

/** A field, and what it shows now. */
type Shown = Pick<FormValue, "field" | "language" | "sku"> & {
  names: readonly string[];
  seenSku: string | null;
  text: string | null;
};

/** The save that a field has its value from; undefined where none of the desk's is known. One that is not over yet does not say its values. */
export const saveOf = (saves: readonly Save[], shown: Shown): Save | undefined =>
  saves.find(({ changed }) => changed?.some((change) => isChangeOf(change, shown))) ??
  saves.find(({ changed, fields }) => changed === null && shown.names.some((name) => fields.includes(name)));

function isChangeOf(change: LoggedChange, { field, language, sku, seenSku, names, text }: Shown): boolean {
  const isOfField =
    field === change.field ||
    // When it is sold is one choice; who looks at a whole variant looks at all of it.
    (field === "active" && sku === null && change.field === "publishedAt") ||
    (field === "variant" && change.sku !== null);
  if (!isOfField || (change.sku !== sku && change.sku !== seenSku)) return false;
  const logged = textOfLogged(change, language, names[0] ?? "");
  return logged === null || text === null || logged === text;
}

/** What a form shows of a logged value; null where that can't be told. */
function textOfLogged({ field, sku, after }: LoggedChange, language: string | null, name: string) {
  if (language !== null) {
    const textIn = (texts: unknown) => String(localized.safeParse(texts).data?.[language] ?? "");
    return Array.isArray(after) ? after.map(textIn).join("\n").trimEnd() : textIn(after);
  }
  if (field === "prices") {
    const code = name.slice("prices.".length, "prices.usd".length);
    const price = prices.safeParse(after).data?.[code];
    return price ? writePrice(price.amount, currencyOf(code)) : "";
  }
  if (/Amount$/.test(field)) return typeof after === "number" ? writePrice(after, ownCurrency()) : "";
  if (field === "tags") return Array.isArray(after) ? after.join(", ") : null;
  if (typeof after === "boolean" && sku !== null) return after ? "on" : "off";
  if (/^(?:active|publishedAt|pictures|options|variant)$/.test(field)) return null;
  return String(after ?? "");
}

const localized = z.record(z.string(), z.string());
const prices = z.record(z.string(), z.object({ amount: z.number() }));
