import type { Browser, Page } from "@playwright/test";
import { frameWith, launch } from "../../conformance/in-browser";

/**
 * A browser in which js.stripe.com is the local Stripe, script, frames and calls alike. Other sites are not reached. Releases of the local Stripe
 * that know no address of js.stripe.com have their script at `/stripe.js`.
 */
export async function openShopper(stripeUrl: string) {
  const browser: Browser = await launch();
  return {
    visit: async (): Promise<Page> => {
      const context = await browser.newContext({ locale: "en-GB" });
      context.setDefaultTimeout(30_000);
      await context.route(
        (url) => url.hostname !== "localhost",
        async (route) => {
          const url = new URL(route.request().url());
          if (url.hostname !== "js.stripe.com" && url.hostname !== "api.stripe.com") return route.abort();
          let response = await route.fetch({
            url: `${stripeUrl}${url.pathname}${url.search}`,
            maxRedirects: 0,
          });
          const isScript = route.request().resourceType() === "script";
          if (isScript && response.status() === 404)
            response = await route.fetch({ url: `${stripeUrl}/stripe.js` });
          return route.fulfill({ response });
        },
      );
      return context.newPage();
    },
    close: () => browser.close(),
  };
}

const DEFAULT_CARD = "4242424242424242";

/** Fills the card of a Payment or Card Element, wherever its frame is, key by key. */
export async function fillCard(page: Page, number = DEFAULT_CARD): Promise<void> {
  const fields = await frameWith(page, 'input[name="number"], input[name="cardnumber"]');
  await fields.locator('input[name="number"], input[name="cardnumber"]').pressSequentially(number);
  await fields.locator('input[name="expiry"], input[name="exp-date"]').pressSequentially("1240");
  await fields.locator('input[name="cvc"]').pressSequentially("123");
  const country = fields.locator('select[name="country"]');
  if (await country.isVisible()) await country.selectOption("FR");
  const postalCode = fields.locator('input[name="postal"]');
  if (await postalCode.isVisible()) await postalCode.pressSequentially("75001");
}

/** The field of a Link Authentication or Contact Details Element. */
export async function fillEmail(page: Page): Promise<void> {
  const field = 'input[name="email"]';
  await (await frameWith(page, field)).locator(field).fill("ada@example.com");
}

/** The IBAN Element, or the Payment Element's field for one. */
export async function fillIban(page: Page): Promise<void> {
  const field = 'input[name="iban"]';
  await (await frameWith(page, field)).locator(field).pressSequentially("DE89370400440532013000");
}

/** An old Element that asks for the bank. */
export async function chooseBank(page: Page, name: string): Promise<void> {
  const field = 'select[name="bank"]';
  await (await frameWith(page, field)).locator(field).selectOption({ label: name });
}

/** The window that asks for the account of a pre-authorized debit. */
export async function fillAccount(page: Page): Promise<void> {
  const frame = await frameWith(page, 'input[name="transit_number"]');
  const texts = { institution_number: "000", transit_number: "11000", account_number: "000123456789" };
  for (const [name, text] of Object.entries(texts)) await frame.locator(`input[name="${name}"]`).fill(text);
  await page.getByRole("button", { name: "Confirm" }).click();
}

/** The fields of an Address Element. */
export async function fillAddress(page: Page): Promise<void> {
  const frame = await frameWith(page, 'input[name="addressLine1"]');
  const texts = {
    name: "Ada Lovelace",
    addressLine1: "1 rue de Rivoli",
    postalCode: "75001",
    locality: "Paris",
  };
  await frame.locator('select[name="country"]').selectOption("FR");
  for (const [name, text] of Object.entries(texts)) await frame.locator(`input[name="${name}"]`).fill(text);
}

/** The page behind a session's `url`. */
export async function payOnHostedPage(page: Page): Promise<void> {
  await page.waitForURL(/\/c\/pay\/cs_test_/);
  await payOnPage(page);
}

/** A payment page, with the window to itself or in a frame of the merchant's. */
export async function payOnPage(page: Page): Promise<void> {
  const form = await frameWith(page, "#cardNumber");
  const email = form.locator("#email");
  if (await email.isEditable()) await email.fill("ada@example.com");
  await form.locator("#cardNumber").pressSequentially(DEFAULT_CARD);
  await form.locator("#cardExpiry").pressSequentially("1240");
  await form.locator("#cardCvc").pressSequentially("123");
  await form.locator("#billingName").fill("Ada Lovelace");
  await form.locator("#billingCountry").selectOption("FR");
  await form.getByTestId("hosted-payment-submit-button").click();
}

export async function passChallenge(page: Page, button: "authorize" | "fail" = "authorize"): Promise<void> {
  const id = `#test-source-${button}-3ds`;
  await (await frameWith(page, id)).locator(id).click();
}
