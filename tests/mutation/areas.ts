/** A part of the pure core, and the tests that know its rules: only these are run for a change in it, so that each takes little time. */
export type Area = { mutate: readonly string[]; tests: readonly string[] };

const files = (folder: string, names: readonly string[]) => names.map((name) => `lib/${folder}/${name}.ts`);
const tests = (folder: string, names: readonly string[]) =>
  names.map((name) => `tests/unit/${folder}${name}.test.ts`);

export const AREAS = {
  money: {
    mutate: files("base", ["money", "money-input", "money-nominal"]),
    tests: tests("", ["money", "money-input", "money-nominal"]),
  },
  quote: {
    mutate: files("quote", [
      "amount-due",
      "fingerprint",
      "make-quote",
      "quote-tax",
      "repriced-lines",
      "revision-metadata",
      "same-amounts",
    ]),
    tests: tests("quote/", [
      "make-quote",
      "quote-tax",
      "repriced-lines",
      "revision-metadata",
      "same-amounts",
    ]),
  },
  history: {
    mutate: files("discounts", ["counted-orders", "history", "history-needs", "next-order", "segments"]),
    tests: tests("discounts/", [
      "counted-orders",
      "history-needs",
      "judge-history",
      "next-order",
      "segments",
    ]),
  },
  discounts: {
    mutate: files("discounts", ["combination", "eligibility", "quote-discounts", "recompute"]),
    tests: tests("discounts/", ["combination", "eligibility", "quote-discounts", "recompute"]),
  },
  stock: {
    mutate: files("inventory", ["stock-arithmetic"]),
    tests: tests("inventory/", ["stock-arithmetic"]),
  },
  lifecycle: {
    mutate: files("lifecycle", ["dispute-stage", "effect-conditions", "transitions"]),
    tests: tests("orders/", ["dispute-stage", "effect-conditions", "transitions"]),
  },
  evidence: {
    mutate: files("orders/settle", ["evidence", "intent-evidence", "money-back"]),
    tests: tests("orders/", ["evidence", "intent-evidence", "money-back"]),
  },
  compare: {
    mutate: files("orders/settle", ["compare"]),
    tests: tests("orders/", ["compare"]),
  },
  decide: {
    mutate: files("orders/settle", ["decide"]),
    tests: tests("orders/", ["decide"]),
  },
  facts: {
    mutate: files("orders/settle", ["order-facts"]),
    tests: tests("orders/", ["order-facts"]),
  },
  refunds: {
    mutate: files("orders/merchant", ["refund-plan"]),
    tests: tests("orders/", ["refund-plan"]),
  },
  retry: {
    mutate: ["lib/outbox/backoff.ts", "lib/webhooks/retry.ts"],
    tests: ["tests/unit/outbox/backoff.test.ts", "tests/unit/webhooks/retry.test.ts"],
  },
} as const satisfies Record<string, Area>;
