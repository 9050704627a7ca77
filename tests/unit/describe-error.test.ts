import { DrizzleQueryError } from "drizzle-orm/errors";
import { describe, expect, it, vi } from "vitest";
import { describeError, traceError, withoutValues } from "@/lib/base/describe-error";
import { keepValuesOutOfLog } from "@/lib/base/safe-console";

const postgres = (code: string, message: string, detail?: string) =>
  Object.assign(new Error(message), { severity: "ERROR", code, detail });

const failedQuery = (cause: Error) =>
  new DrizzleQueryError("insert into customers\n(email) values ($1)", ["ada@example.com"], cause);

describe("an error for the log", () => {
  it("says what failed, and not what it was asked with", () => {
    const unique = postgres("23505", 'duplicate key value violates unique constraint "customers_email"');
    expect(describeError(failedQuery(unique))).toBe(
      'DrizzleQueryError: Failed query: insert into customers (23505: duplicate key value violates unique constraint "customers_email")',
    );
  });

  it("says why also where the query is long", () => {
    const columns = Array.from({ length: 60 }, (_, column) => `column_${column}`).join(", ");
    const refused = postgres("23514", 'new row violates check constraint "orders_total_adds_up"');
    const described = describeError(new DrizzleQueryError(`insert into orders (${columns})`, [], refused));
    expect(described).toMatch(/^DrizzleQueryError: Failed query: insert into orders/);
    expect(described).toMatch(/\(23514: new row violates check constraint "orders_total_adds_up"\)$/);
  });

  it("leaves out the value that PostgreSQL refuses", () => {
    const refused = postgres("22P02", 'invalid input syntax for type uuid: "12 Rue de Rivoli"');
    expect(describeError(failedQuery(refused))).not.toContain("Rivoli");
  });

  it("says where it came from", () => {
    const trace = traceError(failedQuery(postgres("57P01", "terminating connection")));
    expect(trace).toMatch(/^DrizzleQueryError: .*terminating connection.*\n\s+at /);
    expect(trace).not.toContain("ada");
  });

  it.each([
    ["Invalid email address: ada.b+c@example.com.", "Invalid email address: …@…"],
    ["to <ada@bücher.example>: refused", "to <…@…>: refused"],
    ["pi_1A_secret_Bc9 of pi_1A", "pi_1A_secret_… of pi_1A"],
    ["cs_test_a1_secret_x%2Fy", "cs_test_a1_secret_…"],
    ["Invalid API Key provided: sk_test_4eC39", "Invalid API Key provided: sk_…"],
    ["whsec_abc123", "whsec_…"],
    ["/orders/ord_1?key=s3cr3t&locale=fr", "/orders/ord_1?key=…&locale=fr"],
    ["order 5651-VTRX is disputed", "order 5651-VTRX is disputed"],
  ])("shows %j as %j", (text, shown) => {
    expect(withoutValues(text)).toBe(shown);
  });
});

describe("the kind of an error", () => {
  it("is told though a production build has shortened the names of classes", () => {
    class e extends Error {}
    const ofStripe = Object.assign(new e("no answer"), { type: "StripeConnectionError" });
    expect(describeError(ofStripe)).toBe("StripeConnectionError: no answer");
    const ofDrizzle = Object.assign(new e("Failed query: select 1"), { query: "select 1" });
    expect(describeError(ofDrizzle)).toBe("DrizzleQueryError: Failed query: select 1");
  });
});

describe("the console of the server", () => {
  it("prints errors and texts without values, whoever prints them", () => {
    const print = vi.fn();
    const console = { error: print, warn: print };
    keepValuesOutOfLog(console);
    console.error(failedQuery(postgres("57P01", "gone")));
    console.warn("ada@example.com waits", { a: 1 });
    expect(print).toHaveBeenNthCalledWith(1, expect.stringContaining("Failed query: insert into customers"));
    expect(JSON.stringify(print.mock.calls)).not.toContain("ada");
    expect(print).toHaveBeenLastCalledWith("…@… waits", { a: 1 });
  });
});
