import type { Browser } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launch } from "../conformance/in-browser";
import { openShop, startShop } from "./shop-page";
import { type Started, startStripe } from "./support";

let local: Started;
let browser: Browser | null;
let shop: { url: string; close: () => void };

beforeAll(async () => {
  local = await startStripe();
  browser = await launch().catch(() => null);
  shop = await startShop(local.url);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  shop.close();
  await local.close();
});

describe("the old Elements that ask for a bank", () => {
  it.for([
    { element: "idealBank", call: "confirmIdealPayment", type: "ideal", bank: "rabobank", name: "Rabobank" },
    { element: "p24Bank", call: "confirmP24Payment", type: "p24", bank: "mbank_mtransfer", name: "mBank" },
  ] as const)(
    "$element pays by the bank that was chosen",
    async ({ element, call, type, bank, name }, { skip }) => {
      if (!browser) return skip("needs a browser");
      const intent = await local.stripe.paymentIntents.create({
        ...{ amount: 2_000, currency: "eur" },
        allowed_payment_method_types: [type],
      });
      const page = await openShop(
        browser,
        shop.url,
        `const element = stripe.elements().create("${element}");
        element.on("change", ({ complete, value }) => {
          if (!complete) return;
          stripe.${call}("${intent.client_secret}", {
            payment_method: { ${type}: element, billing_details: { name: "Ada", email: "ada@example.com" } },
            ${type === "p24" ? "payment_method_options: { p24: { tos_shown_and_accepted: true } }," : ""}
            return_url: location.href + "?told=" + value,
          });
        });
        element.mount("#element");`,
      );
      const frame = page.frameLocator('iframe[title="Secure bank input frame"]');
      await frame.getByLabel("Choose your bank").selectOption({ label: name });
      await page.locator("#test-source-authorize").click();
      await page.waitForURL(`**/?told=${bank}&*redirect_status=succeeded*`);
      const paid = await local.stripe.paymentIntents.retrieve(intent.id, { expand: ["payment_method"] });
      expect(paid).toMatchObject({ status: "succeeded", payment_method: { type, [type]: { bank } } });
      await page.close();
    },
  );
});

describe("confirmAcssDebitPayment without an account", () => {
  const confirm = (secret: string | null) => `
    const { paymentIntent, error } = await stripe.confirmAcssDebitPayment("${secret}", {
      payment_method: { billing_details: { name: "Ada", email: "ada@example.com" } },
    });
    note(error ? error.code : paymentIntent.status);`;
  const made = () =>
    local.stripe.paymentIntents.create({
      ...{ amount: 2_000, currency: "cad", allowed_payment_method_types: ["acss_debit"] },
      payment_method_options: {
        acss_debit: { mandate_options: { payment_schedule: "sporadic", transaction_type: "personal" } },
      },
    });

  it("asks for it in a window, as often as it is incomplete", async ({ skip }) => {
    if (!browser) return skip("needs a browser");
    const intent = await made();
    const page = await openShop(browser, shop.url, `(async () => {${confirm(intent.client_secret)}})();`);
    const frame = page.getByRole("dialog").frameLocator("iframe");
    await page.getByRole("button", { name: "Confirm" }).click();
    await frame.getByRole("alert").first().waitFor();
    await frame.locator('[name="institution_number"]').fill("000");
    await frame.locator('[name="transit_number"]').fill("11000");
    await frame.locator('[name="account_number"]').fill("000123456789");
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.locator("#log").getByText("processing").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    const { status } = await local.stripe.paymentIntents.retrieve(intent.id);
    expect(status).toBe("processing");
    await page.close();
  });

  it("leaves the intent as it is when the window is closed", async ({ skip }) => {
    if (!browser) return skip("needs a browser");
    const intent = await made();
    const page = await openShop(browser, shop.url, `(async () => {${confirm(intent.client_secret)}})();`);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.locator("#log").getByText("requires_payment_method").waitFor();
    await page.close();
  });
});
