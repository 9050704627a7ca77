import "server-only";
import { sql } from "drizzle-orm";
import type { Localized } from "@/lib/base/i18n-text";
import { storableText } from "@/lib/base/storable-text";
import { db } from "@/lib/db/client";
import type { RuleKind } from "@/lib/model/discount";
import type { RuleConditions } from "@/lib/model/discount-conditions";

export const DISCOUNT_STATES = ["now", "later", "ended"] as const;
export type DiscountState = (typeof DISCOUNT_STATES)[number];

const PAGE_SIZE = 50;

type ListedDiscount = {
  id: string;
  kind: RuleKind;
  code: string | null;
  name: Localized;
  conditions: RuleConditions;
  state: DiscountState;
  startsAt: string | null;
  endsAt: string | null;
  totalLimit: number | null;
  perCustomerLimit: number | null;
  /** Orders that were paid with it. */
  redeemed: number;
  /** Kept for orders that are being paid. */
  reserved: number;
};

type DiscountFilter = { q: string | null; state: DiscountState | null; after: string | null };

export function readDiscountFilter(query: Record<string, string | string[] | undefined>): DiscountFilter {
  const text = (value: unknown) => {
    const read = typeof value === "string" ? storableText(value).trim().slice(0, 200) : "";
    return read === "" ? null : read;
  };
  return {
    q: text(query.q),
    state: DISCOUNT_STATES.find((state) => state === query.state) ?? null,
    after: text(query.after),
  };
}

const STATE = sql`case when not r.active or r.ends_at <= now() then 'ended' when r.starts_at > now() then 'later' else 'now' end`;

/** A page of the discounts by their ids, each with its use at this moment. */
export async function listDiscounts({ q, state, after }: DiscountFilter) {
  const like = q && `%${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await db().execute<ListedDiscount>(sql`
    select page.*, used.redeemed, used.reserved from (
      select r.id, r.kind, r.code, r.name, r.conditions, ${STATE} as state, r.starts_at as "startsAt", r.ends_at as "endsAt",
        r.total_limit as "totalLimit", r.per_customer_limit as "perCustomerLimit"
      from discount_rules r
      where r.id > ${after ?? ""}
        and ${like ? sql`lower(r.id || ' ' || coalesce(r.code, '') || ' ' || r.name::text) like ${like}` : sql`true`}
        and ${state ? sql`${STATE} = ${state}` : sql`true`}
      order by r.id limit ${PAGE_SIZE + 1}
    ) as page
    cross join lateral (
      select (count(*) filter (where d.status = 'redeemed'))::int as redeemed,
        (count(*) filter (where d.status = 'reserved' and (d.expires_at is null or d.expires_at > now())))::int as reserved
      from discount_redemptions d where d.rule_id = page.id
    ) as used order by page.id`);
  const discounts = rows.slice(0, PAGE_SIZE);
  return { discounts, after: rows.length > PAGE_SIZE ? (discounts.at(-1)?.id ?? null) : null };
}
