import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asks, type Case } from "../conformance/case";
import { CASES } from "../conformance/cases/all";
import { keptAnswer, keptKinds } from "../conformance/kept";
import { localTarget } from "../conformance/local-target";
import { Recordings } from "../conformance/recordings";
import { recordLocally, runLocally, runSuite } from "../conformance/suite";
import { type Started, startStripe } from "./support";

const KEPT = fileURLToPath(new URL("../conformance/recordings/local", import.meta.url));
let local: Started;

beforeAll(async () => {
  local = await startStripe();
});
afterAll(() => local.close());

const none = () => new Recordings(mkdtempSync(join(tmpdir(), "recordings-")));
const run = async (cases: readonly Case[], recordings: Recordings) => {
  const said: string[] = [];
  const both = { local: recordings, stripe: none() };
  const wrong = await runLocally(localTarget(local.url), both, cases, (line) => said.push(line));
  return { wrong, said };
};

describe("the cases", () => {
  it("are all so at the local Stripe, and answered as the kept answers say", async () => {
    const { wrong, said } = await run(CASES, new Recordings(KEPT));
    const meant = "Was it meant to change? Keep the new answers: npm run conformance -- --record";
    expect({ wrong, said: said.filter((line) => /^[✗≠]/.test(line)) }, meant).toEqual({ wrong: 0, said: [] });
    expect(said.join("\n")).toMatch(/– \d+ left out: needs a browser/);
  }, 60_000);

  it("have names of their own, say where each is from, and no answers of others are kept", () => {
    const names = CASES.map(({ name }) => name);
    expect(new Set(names).size).toBe(CASES.length);
    expect(CASES.filter(({ source, assumes }) => !source && !assumes)).toEqual([]);
    expect(new Recordings(KEPT).strays(names)).toEqual([]);
    expect(names.filter((name) => !new Recordings(KEPT).read(name))).toEqual([]);
  });
});

describe("a run", () => {
  it("answers as the one before, whatever its order", async () => {
    const target = localTarget(local.url);
    const first = await runSuite(target, CASES);
    const second = await runSuite(target, [...CASES].reverse());
    expect(second.reverse()).toEqual(first);
  }, 60_000);

  it("moves the clock of its own account alone", async () => {
    const before = await local.stripe.customers.create();
    const month: Case = {
      name: "a month later",
      source: "none",
      steps: [asks("POST /v1/customers", {}, {}, { after: 30 * 86_400, as: "customer" })],
    };
    const [result] = await runSuite(localTarget(local.url), [month]);
    expect(result?.faults).toEqual([]);
    const after = await local.stripe.customers.create();
    expect(after.created - before.created).toBeLessThan(60);
    expect(result?.answers[0]?.body).toMatchObject({ created: "<time>" });
  });

  it("says what is not as before, and what is not as expected", async () => {
    const recordings = none();
    const before: Case = { name: "a mug", steps: [asks("POST /v1/products", { name: "Mug" })] };
    expect(await recordLocally(localTarget(local.url), recordings, [before], () => {})).toBe(0);
    expect((await run([before], recordings)).wrong).toBe(0);
    const changed: Case = { ...before, steps: [asks("POST /v1/products", { name: "Mug", active: false })] };
    const { wrong, said } = await run([changed], recordings);
    expect([wrong, said[0]]).toEqual([1, "✗ a mug: POST /v1/products: active: before true, now false"]);
    const otherwise: Case = {
      ...before,
      steps: [asks("POST /v1/products", { name: "Mug" }, { active: false })],
    };
    expect((await run([otherwise], recordings)).said[0]).toBe(
      "✗ a mug: POST /v1/products: active: true, not false",
    );
    expect((await run([{ ...before, name: "a new mug" }], recordings)).said[0]).toContain(
      "no answers are kept",
    );
  });

  it("uses the control, in the case's account", async () => {
    const paid: Case = {
      name: "a debit that settles",
      steps: [
        asks("POST /v1/customers", {}, {}, { as: "customer" }),
        { control: "POST clock", body: { advance_seconds: 60 } },
        { control: "POST nothing" },
      ],
    };
    const [result] = await runSuite(localTarget(local.url), [paid]);
    expect(result?.faults[0]).toContain("POST nothing");
  });
});

describe("an answer that is kept", () => {
  it("tells of an account only which fields it has", () => {
    const account = { id: "acct_1", business_profile: { url: "shop.example", mcc: null }, lists: [1, 2] };
    expect(keptKinds(account)).toEqual({
      id: "<string>",
      business_profile: { url: "<string>", mcc: null },
      lists: ["<number>"],
    });
  });

  const kept = (answer: unknown, from = 1_800_000_000) =>
    keptAnswer(answer, { from, instead: [["run0abc", "<run>"]] });

  it("has no ids, secrets, addresses or names of anybody", () => {
    const answer = kept({
      id: "pi_3Nabcdefghijklmn",
      client_secret: "pi_3Nabcdefghijklmn_secret_AbC123",
      created: 1_800_000_000,
      billing_details: { name: "Ada", email: "ada@example.com", address: { line1: "1 rue", country: "FR" } },
      message: "No such customer: 'cus_12345678abcdef' of ada@example.com with sk_test_****abcd",
      note: "cuss_secret_abcdefghij and whsec_0123456789abcdef of run0abc",
      url: "https://dashboard.stripe.com/acct_1abcdefghijk/logs?key=run0abc",
      number: "ABCD1234-0001",
      account_name: "Ada's shop",
      customer_email: "ada@example.com",
      code: "K7Q2M9ZX",
      next_page: "eyJpZCI6ImN1c19lc2tDMGhWQ0xDZE1PaiJ9eyJpZCI6",
      description: "Plan (from 10 Mar 2027)",
      amount: 500,
    });
    expect(answer).toEqual({
      id: "<pi>",
      client_secret: "<client_secret>",
      created: "<time>",
      billing_details: { name: "<name>", email: "<email>", address: { line1: "<line1>", country: "FR" } },
      message: "No such customer: '<cus>' of <email> with <sk key>",
      note: "<secret> and <whsec> of <run>",
      url: "<url>",
      number: "<number>",
      account_name: "<account_name>",
      customer_email: "<customer_email>",
      code: "<code>",
      next_page: "<next_page>",
      description: "Plan (from <day>)",
      amount: 500,
    });
  });

  it("still says what Stripe's words say", () => {
    const words = {
      code: "card_declined",
      decline_code: "authentication_required",
      status: "requires_confirmation",
      type: "payment_intent_authentication_failure",
      tax_code: "txcd_00000000",
      payment_method: "pm_card_visa",
    };
    expect(kept(words)).toEqual(words);
  });

  it("tells times from when the object was made", () => {
    const made = Date.UTC(2027, 0, 15, 17) / 1000;
    const times = {
      created: made,
      expires_at: made + 1_800,
      inner: { due_by: made + 9 * 86_400, at: made - 5 * 3_600 },
      available_on: Date.UTC(2027, 0, 17) / 1000,
    };
    expect(kept(times)).toEqual({
      created: "<time>",
      expires_at: "<time +30 min>",
      inner: { due_by: "<time +9 d>", at: "<time -5 h>" },
      available_on: "<time +2 d>",
    });
  });
});
