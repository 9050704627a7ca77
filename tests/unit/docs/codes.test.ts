import { describe, expect, it } from "vitest";
import { EMAIL_CHANGE_PROBLEMS } from "@/lib/auth/email-change";
import { currency } from "@/lib/base/money";
import type { QuoteUpdate } from "@/lib/checkout/elements/update-quote.server";
import { RULE_REFUSALS } from "@/lib/checkout/payment-element/business-rules";
import type { StartedPayment } from "@/lib/checkout/payment-element/start-payment.server";
import type { PaymentUpdate } from "@/lib/checkout/payment-element/update-payment.server";
import type { StartedSession } from "@/lib/checkout/sessions/start-session.server";
import { PARKED_REASONS, PRICE_PROBLEMS } from "@/lib/db/schema";
import { DEMO_SHOPPERS } from "@/lib/demonstration/people";
import { seedDiscountRules } from "@/lib/discounts/seed-data";
import type { HandoverResult } from "@/lib/fulfilment/mark-shipped.server";
import type { TakenBack } from "@/lib/fulfilment/take-back.server";
import { API_ERRORS } from "@/lib/http/api-error";
import type { BodyFailure } from "@/lib/http/body";
import { BOUNDS } from "@/lib/limits/bounds";
import { LOYALTY_TIERS, REFUSAL_CODES, type RefusalCode, RULE_KINDS } from "@/lib/model/discount";
import { ATTENTION_REASONS } from "@/lib/model/order";
import type { CaptureResult } from "@/lib/orders/attempts/capture.server";
import type { CancelResult } from "@/lib/orders/merchant/cancel-order.server";
import type { DecisionResult } from "@/lib/orders/merchant/decide-on-order.server";
import type { RefundResult } from "@/lib/orders/merchant/refund-order.server";
import { STRIPE_API_VERSION } from "@/lib/stripe/api-version";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import { inBackticks, PAGES, page, sectionOf, spans, type Table, tables } from "@/tests/support/docs";

/** The codes of a result that is not ok. */
type CodeOf<Result> =
  Exclude<Result, { ok: true }> extends { code: infer Code extends string } ? Code : never;

/** A list that the compiler keeps the same as a union: one code too few, or too many, and it does not compile. */
const listOf = <Code extends string>(codes: Record<Code, true>): string[] => Object.keys(codes).sort();

const troubleshooting = page("docs/troubleshooting.md");

/** What the rows of a table have in backticks in their first cell. */
const firsts = (table: Table | undefined): string[] =>
  (table?.rows ?? []).flatMap(([cell = ""]) => inBackticks(cell)).sort();
/** Of the first table that comes after a phrase. */
const codesAfter = (text: string, phrase: string) => firsts(tables(text.slice(text.indexOf(phrase)))[0]);

describe("docs/troubleshooting.md", () => {
  it("has each code with which a checkout does not begin", () => {
    const begun = listOf<
      CodeOf<StartedSession | StartedPayment> | BodyFailure | "forbidden_origin" | "bot_suspected"
    >({
      cart_empty: true,
      cart_changed: true,
      cart_total_changed: true,
      out_of_stock: true,
      payment_in_progress: true,
      not_payable: true,
      not_found: true,
      not_served: true,
      price_changed: true,
      amount_too_small: true,
      rate_limited: true,
      checkout_busy: true,
      payment_unknown: true,
      stripe_unavailable: true,
      invalid_json: true,
      invalid_request: true,
      unsupported_media_type: true,
      body_too_large: true,
      forbidden_origin: true,
      bot_suspected: true,
    });
    expect(codesAfter(troubleshooting, "from `POST /api/checkout/embedded`")).toEqual(begun);
  });

  it("has each code with which a discount's endpoint refuses, but for the discount's own", () => {
    const refused = listOf<Exclude<CodeOf<QuoteUpdate | PaymentUpdate>, RefusalCode>>({
      quote_changed: true,
      session_closed: true,
      payment_in_progress: true,
      not_found: true,
      not_served: true,
      amount_too_small: true,
      cart_changed: true,
      out_of_stock: true,
      checkout_busy: true,
      change_not_taken: true,
      stripe_unavailable: true,
    });
    expect(codesAfter(troubleshooting, "**A discount's endpoint answers")).toEqual(refused);
  });

  it("has each code with which a command does nothing", () => {
    const results = listOf<
      CodeOf<RefundResult | CancelResult | DecisionResult | CaptureResult | HandoverResult | TakenBack>
    >({
      unknown_order: true,
      not_ended: true,
      too_much: true,
      too_many: true,
      nothing_left: true,
      nothing_chosen: true,
      wrong_link: true,
      more_left: true,
      nothing_done: true,
      unknown_parcel: true,
      not_paid: true,
      nothing_to_refund: true,
      which_payment: true,
      no_second_payment: true,
      key_used: true,
      changed: true,
      unknown_line: true,
      too_many_pieces: true,
      delivery_too_much: true,
      second_has_no_lines: true,
      bad_amount: true,
      goods_to_be_sent: true,
      disputed: true,
      unknown: true,
      failed: true,
      refused: true,
      payment_on_its_way: true,
      change_waits: true,
      already_shipped: true,
      already_over: true,
      not_in_question: true,
      second_payment: true,
      out_of_stock: true,
      nothing_authorized: true,
      not_ready: true,
      already_ready: true,
      is_pickup: true,
      not_pickup: true,
    });
    expect(codesAfter(troubleshooting, "A command that does nothing says why")).toEqual(results);
  });

  it("has each reason for which an order needs a person, an event is parked, and a price is not clear", () => {
    expect(codesAfter(troubleshooting, "**An order says `needs_attention`**")).toEqual(
      [...ATTENTION_REASONS].sort(),
    );
    expect(codesAfter(troubleshooting, "`npm run events:parked` lists them")).toEqual(
      [...PARKED_REASONS].sort(),
    );
    expect(codesAfter(troubleshooting, "**A product is off sale, or sells at another price")).toEqual(
      [...PRICE_PROBLEMS].sort(),
    );
  });
});

describe("docs/discounts.md", () => {
  const discounts = page("docs/discounts.md");

  it("has each refusal, and each kind of rule", () => {
    const [list = ""] = sectionOf(discounts, "\n## Refusals\n").split("The list is closed");
    const named = inBackticks(list).filter((code) => !code.includes("/"));
    expect(named.sort()).toEqual([...REFUSAL_CODES].sort());
    expect(codesAfter(discounts, "## Add, change or end a rule")).toEqual([...RULE_KINDS].sort());
  });

  it("has each code of the demonstration, and no other", () => {
    const codes = seedDiscountRules(currency("EUR"), new Date()).flatMap(({ code }) => code ?? []);
    const named = inBackticks(sectionOf(discounts, "\n## Try them\n")).filter((code) =>
      /^[A-Z0-9]+$/.test(code),
    );
    expect(named.sort()).toEqual(codes.sort());
  });
});

describe("docs/accounts.md", () => {
  const accounts = page("docs/accounts.md");

  it("has each problem of another e-mail address, with its status", () => {
    const [table] = tables(accounts).filter(({ header }) => header.join() === "code,status,when");
    expect(firsts(table)).toEqual([...EMAIL_CHANGE_PROBLEMS].sort());
    const told = (table?.rows ?? []).flatMap(([cell = "", status = ""]) => {
      const statuses = status.split(", ").map(Number);
      return inBackticks(cell).map((code, index) => [code, statuses[index] ?? statuses[0]]);
    });
    expect(told).toEqual(
      told.map(([code]) => [code, Object.entries(API_ERRORS).find(([one]) => one === code)?.[1]]),
    );
  });

  it("has each shopper of the demonstration", () => {
    const [table] = tables(accounts).filter(({ header }) => header[0] === "shopper");
    expect(firsts(table)).toEqual([...DEMO_SHOPPERS].sort());
  });

  it("has each tier", () => {
    for (const tier of LOYALTY_TIERS) expect(accounts).toContain(`\`${tier}\``);
  });
});

it("docs/payment-element.md has each rule by which a payment is refused", () => {
  const [table] = tables(page("docs/payment-element.md")).filter(({ header }) => header[0] === "rule");
  const codes = (table?.rows ?? []).flatMap((row) => inBackticks(row[2] ?? ""));
  expect(codes).toEqual(expect.arrayContaining([...RULE_REFUSALS]));
});

it("every code of the API stands in some page", () => {
  const named = new Set(PAGES.flatMap(({ text }) => spans(text).map(({ code }) => code)));
  expect(Object.keys(API_ERRORS).filter((code) => !named.has(code))).toEqual([]);
});

describe("docs/limits.md", () => {
  /** The columns of the tables, by the scope that they are about. */
  const SCOPES = {
    shopper: "shopper",
    address: "address",
    network: "network",
    "one mailbox": "mailbox",
    "one mailbox from one address": "mailboxFromAddress",
  } as const;
  const UNITS: Readonly<Record<string, number>> = { min: 60, h: 3600, day: 86_400 };
  const seconds = (cell: string) => {
    const [count = "", unit = ""] = cell.split(" ");
    return Number(count) * (UNITS[unit] ?? Number.NaN);
  };

  it("has exactly the bounds of the store", () => {
    const told = tables(page("docs/limits.md")).flatMap(({ header, rows }) => {
      const time = header.indexOf("in");
      if (time < 0) return [];
      return rows.flatMap((row) =>
        inBackticks(row[0]?.split(":")[0] ?? "").flatMap((kind, index) =>
          Object.entries(SCOPES).flatMap(([title, scope]) => {
            const values = row[header.indexOf(title)]?.split(", ").filter(Boolean) ?? [];
            const max = values[index] ?? values[0];
            return max === undefined ? [] : [`${kind}.${scope}: ${max} in ${seconds(row[time] ?? "")} s`];
          }),
        ),
      );
    });
    // A range of cards is never refused.
    const isBound = ({ max }: { max: number }) => max < 2 ** 31 - 1;
    const bounds = Object.entries(BOUNDS).flatMap(([kind, scopes]) =>
      Object.entries(scopes)
        .filter(([, one]) => isBound(one))
        .map(([scope, { max, seconds }]) => `${kind}.${scope}: ${max} in ${seconds} s`),
    );
    expect(told.sort()).toEqual(bounds.sort());
  });

  it("says from how many declined payments on the bank is asked", () => {
    const { mailbox, address, network, cards } = BOUNDS.declinedPayment;
    const [table] = tables(page("docs/limits.md")).filter(({ header }) => header[0]?.startsWith("declined"));
    const told = (table?.rows ?? []).map((row) => Number.parseInt(row[1] ?? "", 10));
    expect(told).toEqual([mailbox, address, network, cards].map(({ bankFrom }) => bankFrom));
  });
});

describe("docs/deploy-vercel.md", () => {
  const text = page("docs/deploy-vercel.md");

  it("tells the merchant to select exactly the events that the store acts on", () => {
    const named = Array.from(text.matchAll(/`([a-z_]+\.[a-z_.]+)`/g), ([, name]) => name ?? "");
    const events = named.filter((name) =>
      /^(checkout|payment_intent|charge|refund|product|price|customer|payout)\./.test(name),
    );
    expect(events.sort()).toEqual([...HANDLED_EVENTS].sort());
  });

  it("tells the version whose objects the store reads", () => {
    const versions = Array.from(text.matchAll(/`(\d{4}-\d\d-\d\d\.\w+)`/g), ([, version]) => version);
    expect(versions).toEqual([STRIPE_API_VERSION]);
  });
});
