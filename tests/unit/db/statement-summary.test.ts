import { describe, expect, it } from "vitest";
import { statementSummary } from "@/lib/db/statement-summary";

describe("a statement is named by its kind and its table", () => {
  it.each([
    ['select "id", "email" from "orders" where "orders"."email" = $1', "SELECT orders"],
    ['insert into "order_quotes" ("order_id") values ($1) on conflict do nothing', "INSERT order_quotes"],
    [
      'update "outbox_jobs" set "run_at" = now() where "id" = (select "id" from "orders")',
      "UPDATE outbox_jobs",
    ],
    ['delete from "stock_holds" where "order_id" = $1', "DELETE stock_holds"],
    ["begin", "BEGIN"],
    ["select pg_advisory_xact_lock($1)", "SELECT pg_advisory_xact_lock"],
    ["select count(*) from (select 1) as counted", "SELECT"],
    ['(select "id" from "carts") union (select "id" from "orders")', "SELECT carts"],
    [
      'with asked (key) as (values ($1)) insert into "rate_limits" (key) select key from asked',
      "INSERT rate_limits",
    ],
    [
      'with asked as (values ($1)) select key from asked join "rate_limits" using (key)',
      "SELECT rate_limits",
    ],
    ['with a as (select 1) update "call_paces" set next_at = now() from a', "UPDATE call_paces"],
    ["", "SQL"],
  ])("%s", (text, name) => {
    const { operation, table, called } = statementSummary(text);
    expect([operation, table ?? called].filter(Boolean).join(" ")).toBe(name);
  });
});
