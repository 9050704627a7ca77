import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkAnswers, checkLogs } from "@/tests/chaos/invariants/rest";
import { Journal } from "@/tests/chaos/journal";
import { StoresLog } from "@/tests/chaos/stores-log";

const brokenOf = (findings: readonly { broken: string[] }[]) => findings.flatMap(({ broken }) => broken);

describe("what a run has seen", () => {
  it("is wrong when a log names a person", () => {
    const log = new StoresLog(join(mkdtempSync(join(tmpdir(), "chaos-log-")), "stores.log"));
    log.add("store 1", "order KC-1 is paid");
    expect(brokenOf(checkLogs(log))).toEqual([]);
    log.add("store 2", "mail to shopper-3@chaos.example failed");
    expect(checkLogs(log)).toMatchObject([
      { figure: "2 lines", broken: ["store 2: mail to shopper-3@chaos.example failed"] },
    ]);
    log.end();
  });

  it("is wrong when a shopper had no way on, and not when an error was passed", () => {
    const journal = new Journal();
    journal.answered({ where: "POST /api/checkout/payment", status: 500, ms: 20 });
    expect(brokenOf(checkAnswers(journal))).toEqual([]);
    journal.stranded.push({ shopper: 1, where: "starting the checkout", status: null });
    journal.deadEnds.push({ shopper: 2, where: "/cart", status: 500 });
    journal.browserErrors.push({ shopper: 3, where: "uncaught: no such function", status: null });
    expect(brokenOf(checkAnswers(journal))).toEqual([
      "shopper 1: starting the checkout",
      "shopper 2: /cart (500)",
      "shopper 3: uncaught: no such function",
    ]);
  });

  it("has figures: requests, the share that was fast, the longest, what failed most", () => {
    const journal = new Journal();
    for (let ms = 1; ms <= 100; ms += 1) journal.answered({ where: "GET /cart", status: 200, ms });
    journal.answered({ where: "GET /cart", status: null, ms: 5 });
    expect(journal.answers.count).toBe(101);
    expect(journal.answers.percentile(0.95)).toBe(95);
    expect(journal.answers.longest).toEqual({ ms: 100, where: "GET /cart" });
    expect(journal.failures).toEqual([["no answer GET /cart", 1]]);
  });
});
