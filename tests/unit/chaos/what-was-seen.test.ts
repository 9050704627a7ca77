import { describe, expect, it } from "vitest";
import { checkAnswers, checkLogs } from "@/tests/chaos/invariants/rest";
import { Journal } from "@/tests/chaos/journal";

const brokenOf = (findings: readonly { broken: string[] }[]) => findings.flatMap(({ broken }) => broken);

describe("what a run has seen", () => {
  it("is wrong when a log names a person", () => {
    expect(brokenOf(checkLogs({ log: ["order KC-1 is paid"] }))).toEqual([]);
    const line = "mail to shopper-3@chaos.example failed";
    expect(brokenOf(checkLogs({ log: ["ready", line] }))).toEqual([line]);
  });

  it("is wrong when a shopper had no way on, and not when an error was passed", () => {
    const journal = new Journal();
    journal.answered({ shopper: 1, where: "POST /api/checkout/payment", status: 500, ms: 20 });
    expect(brokenOf(checkAnswers(journal))).toEqual([]);
    journal.stranded.push({ shopper: 1, where: "starting the checkout", status: null });
    journal.deadEnds.push({ shopper: 2, where: "/cart", status: 500 });
    expect(brokenOf(checkAnswers(journal))).toEqual([
      "shopper 1: starting the checkout",
      "shopper 2: /cart (500)",
    ]);
  });

  it("has figures: requests, the share that was fast, the longest, what failed most", () => {
    const journal = new Journal();
    for (let ms = 1; ms <= 100; ms += 1)
      journal.answered({ shopper: 1, where: "GET /cart", status: 200, ms });
    journal.answered({ shopper: 1, where: "GET /cart", status: null, ms: 5 });
    expect(journal.requests).toBe(101);
    expect(journal.percentile(0.95)).toBe(95);
    expect(journal.longest?.ms).toBe(100);
    expect(journal.failures).toEqual([["no answer GET /cart", 1]]);
  });
});
