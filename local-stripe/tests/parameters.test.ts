import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parametersModule } from "../scripts/read-parameters";
import { makePrice, type Started, startStripe } from "./support";

let local: Started;
beforeAll(async () => {
  local = await startStripe();
});
afterAll(() => local.close());

async function post(path: string, body: Record<string, string>) {
  const answer = await fetch(`${local.url}/v1/${path}`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_local_tests" },
    body: new URLSearchParams(body),
  });
  return { status: answer.status, ...(await answer.json()) };
}

describe("the list of known parameters", () => {
  it("is that of the installed SDK's types: `npm run parameters` writes it anew", () => {
    const file = new URL("../src/facts/known-parameters.ts", import.meta.url);
    expect(readFileSync(file, "utf8") === parametersModule()).toBe(true);
  });
});

describe("a parameter of Stripe that is not modelled", () => {
  const payment = { amount: "500", currency: "eur" };
  it.each([
    ["customers", { balance: "100" }, "balance"],
    ["customers", { "tax[ip_address]": "127.0.0.1" }, "tax"],
    ["payment_intents", { ...payment, application_fee_amount: "5" }, "application_fee_amount"],
    ["payment_intents", { ...payment, "transfer_data[destination]": "acct_1" }, "transfer_data"],
    ["payment_intents", { ...payment, mandate: "mandate_1" }, "mandate"],
    [
      "payment_intents",
      { ...payment, "payment_method_options[alipay][setup_future_usage]": "none" },
      "payment_method_options[alipay]",
    ],
  ])("of %s is answered 501 by name", async (path, body, name) => {
    expect(await post(path, body)).toMatchObject({
      status: 501,
      error: { message: `The local Stripe does not model the parameter ${name} of POST /v1/${path}.` },
    });
  });

  it("may stand in a list", async () => {
    const price = await makePrice(local.stripe);
    const answer = await post("checkout/sessions", {
      success_url: "http://localhost/done",
      "line_items[0][price]": price.id,
      "line_items[0][dynamic_tax_rates][0]": "txr_1",
    });
    expect(answer).toMatchObject({ status: 400, error: { param: "line_items[0][dynamic_tax_rates]" } });
  });

  it("may have a value that is modelled, and others that are not", async () => {
    const answer = await post("payment_intents", { ...payment, confirmation_method: "manual" });
    expect(answer).toMatchObject({
      status: 501,
      error: {
        message:
          "The local Stripe does not model the value manual of the parameter confirmation_method of POST /v1/payment_intents.",
      },
    });
    const wrong = await post("payment_intents", { ...payment, confirmation_method: "later" });
    expect(wrong).toMatchObject({ status: 400, error: { param: "confirmation_method" } });
  });

  it("is unknown when Stripe does not have it", async () => {
    expect(await post("payment_intents", { ...payment, colour: "red" })).toMatchObject({
      status: 400,
      error: { code: "parameter_unknown", param: "colour" },
    });
    expect((await post("customers", { "address[street]": "x" })).error.code).toBe("parameter_unknown");
  });
});
