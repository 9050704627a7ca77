import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import type { Locale } from "../../../i18n/routing";
import { ADA, type Contact } from "./embedded-checkout";

const WORDS = {
  en: {
    email: "E-mail",
    address: "Delivery address",
    delivery: "Delivery",
    payment: "Payment",
    billingSame: /^Billing address is the same/,
    code: "Discount code",
    apply: "Apply",
    loyalty: "Apply my loyalty discount",
    remove: /^Remove/,
    pay: /^(Pay |Order and pay$)/,
    refused: "Not applied",
  },
  fr: {
    email: "E-mail",
    address: "Adresse de livraison",
    delivery: "Livraison",
    payment: "Paiement",
    billingSame: /^L’adresse de facturation est la même/,
    code: "Code de réduction",
    apply: "Appliquer",
    loyalty: "Appliquer ma remise de fidélité",
    remove: /^Retirer/,
    pay: /^(Payer |Commander avec obligation de paiement$)/,
    refused: "Non appliqué",
  },
  de: {
    email: "E-Mail",
    address: "Lieferadresse",
    delivery: "Versand",
    payment: "Zahlung",
    billingSame: /^Die Rechnungsadresse ist dieselbe/,
    code: "Rabattcode",
    apply: "Einlösen",
    loyalty: "Meinen Treuerabatt anwenden",
    remove: /^Entfernen/,
    pay: /^(Jetzt für .* kaufen|Zahlungspflichtig bestellen$)/,
    refused: "Nicht angewendet",
  },
} as const;

export type DeliveryContact = Contact & { country?: string; state?: string };

/** The page `/checkout/elements`: its own parts by role and name, Stripe's by the titles and names of its frames. */
export class ElementsCheckout {
  /** Of the store, behind this page. */
  protected readonly api: string = "/api/checkout/elements";
  protected readonly countryPath: string = "discounts/region";
  readonly main: Locator;
  readonly email: Locator;
  readonly address: FrameLocator;
  readonly billingAddress: FrameLocator;
  readonly billingSame: Locator;
  /** Radio buttons by the name of the delivery. */
  readonly delivery: Locator;
  readonly payment: FrameLocator;
  readonly code: Locator;
  readonly applyButton: Locator;
  readonly loyaltyButton: Locator;
  readonly removeButton: Locator;
  /** Discounts that are not applied, with their reasons. */
  readonly refused: Locator;
  readonly total: Locator;
  /** Its name says what it will charge, unless the law wants other words. */
  readonly payButton: Locator;

  constructor(
    readonly page: Page,
    locale: Locale = "en",
  ) {
    const words = WORDS[locale];
    const main = page.getByRole("main");
    const section = (name: string) => main.getByRole("region", { name, exact: true });
    this.main = main;
    this.email = main.getByLabel(words.email, { exact: true });
    this.address = section(words.address).frameLocator('iframe[title="Secure address input frame"]');
    this.billingAddress = section(words.payment).frameLocator('iframe[title="Secure address input frame"]');
    this.billingSame = main.getByRole("checkbox", { name: words.billingSame });
    this.delivery = section(words.delivery).getByRole("radio");
    this.payment = section(words.payment).frameLocator('iframe[title="Secure payment input frame"]').first();
    this.code = main.getByLabel(words.code, { exact: true });
    this.applyButton = main.getByRole("button", { name: words.apply, exact: true });
    this.loyaltyButton = main.getByRole("button", { name: words.loyalty });
    this.removeButton = main.getByRole("button", { name: words.remove });
    this.refused = section(words.refused);
    this.total = main.getByTestId("checkout-total");
    this.payButton = main.getByRole("button", { name: words.pay });
  }

  async expectReady({ free = false } = {}): Promise<void> {
    await expect(this.payButton).toBeVisible({ timeout: 30_000 });
    await expect(this.address.locator('[name="addressLine1"]')).toBeVisible();
    if (!free)
      await expect(this.payment.locator("input, button").filter({ visible: true }).first()).toBeVisible();
  }

  /** Until no change of the session is under way. */
  async expectSettled(): Promise<void> {
    await expect(this.main.locator('[aria-busy="true"]')).toHaveCount(0);
  }

  async fillContact({ country, state, ...contact }: DeliveryContact = ADA): Promise<void> {
    await this.email.fill(contact.email);
    await this.email.blur();
    await this.fillAddress(this.address, { country, state, ...contact });
  }

  async fillAddress(frame: FrameLocator, contact: Omit<DeliveryContact, "email">): Promise<void> {
    if (contact.country) await frame.locator('[name="country"]').selectOption(contact.country);
    await fill(frame, "name", contact.name);
    await fill(frame, "addressLine1", contact.line1);
    await fill(frame, "locality", contact.city);
    if (contact.state) await frame.locator('[name="administrativeArea"]').selectOption(contact.state);
    if (contact.postalCode) await fill(frame, "postalCode", contact.postalCode);
  }

  /** The delivery's country; what follows from it is on the page when this is done. */
  async chooseCountry(country: string): Promise<void> {
    const answered = this.answerOf(this.countryPath);
    await this.address.locator('[name="country"]').selectOption(country);
    await answered;
    await this.expectSettled();
  }

  async chooseDelivery(name: RegExp): Promise<void> {
    await this.main.getByRole("radio", { name }).check();
    await this.expectSettled();
  }

  /** A way to pay, in an accordion or among tabs. */
  async choose(method: "card" | "ideal" | "sepa_debit"): Promise<void> {
    await this.payment.locator(`#${method}-tab, [data-value="${method}"]`).first().click();
  }

  async fillCard(number: string, parts?: CardParts): Promise<void> {
    await fillCardIn(this.payment, number, parts);
  }

  async fillSepa(iban: string, holder = ADA.name): Promise<void> {
    await type(this.payment, "iban", iban);
    await fill(this.payment, "name", holder);
  }

  /** Presses "Apply" and waits for the store's answer, whatever it is. */
  async applyCode(code: string): Promise<void> {
    await this.code.fill(code);
    const answered = this.answerOf("discounts/promotion-code");
    await this.applyButton.click();
    await answered;
    await this.expectSettled();
  }

  async applyLoyalty(): Promise<void> {
    const answered = this.answerOf("discounts/loyalty");
    await this.loyaltyButton.click();
    await answered;
    await this.expectSettled();
  }

  async removeDiscounts(): Promise<void> {
    const answered = this.answerOf("discounts/remove");
    await this.removeButton.click();
    await answered;
    await this.expectSettled();
  }

  /** A row of what makes up the total: a discount by its name, "Subtotal", "Delivery". */
  row(name: string): Locator {
    const label = this.page.locator("dt").getByText(name, { exact: true });
    return this.main.locator("dl > div").filter({ has: label });
  }

  /** In minor units of a currency with two decimals, as the page shows it. */
  async shownTotal(): Promise<number> {
    await this.expectSettled();
    return minorUnits(await this.total.textContent());
  }

  async expectTotal(amount: number): Promise<void> {
    await expect.poll(() => this.total.textContent().then(minorUnits)).toBe(amount);
    const label = (await this.payButton.textContent()) ?? "";
    if (/\d/.test(label)) expect(minorUnits(label)).toBe(amount);
  }

  async pay(): Promise<void> {
    await this.expectSettled();
    await this.payButton.click();
  }

  async payByCard(number: string, contact: DeliveryContact = ADA): Promise<void> {
    await this.expectReady();
    await this.fillContact(contact);
    await this.fillCard(number);
    await this.pay();
  }

  /** Told on the page or in one of Stripe's frames. */
  async expectError(text: RegExp): Promise<void> {
    await expect(this.main.getByRole("alert").filter({ hasText: text })).toBeVisible();
  }

  /** The same by the whole sentence. */
  async expectMessage(sentence: string): Promise<void> {
    await expect(this.main.getByRole("alert").getByText(sentence, { exact: true })).toBeVisible();
  }

  async expectNoError(): Promise<void> {
    await expect(this.main.getByRole("alert")).toHaveCount(0);
  }

  protected answerOf(path: string): Promise<unknown> {
    return this.page.waitForResponse((response) => response.url().endsWith(`${this.api}/${path}`));
  }
}

type CardParts = { expiry?: string; cvc?: string };

/** The card fields of a Payment Element. */
export async function fillCardIn(
  frame: FrameLocator,
  number: string,
  { expiry = "12 / 34", cvc = "123" }: CardParts = {},
): Promise<void> {
  await type(frame, "number", number);
  await type(frame, "expiry", expiry);
  await type(frame, "cvc", cvc);
}

/** At once, as a browser that knows the address does. */
async function fill(frame: FrameLocator, name: string, text: string): Promise<void> {
  await frame.locator(`input[name="${name}"]`).fill(text);
}

/** Key by key: Stripe reformats while one types. */
export async function type(frame: FrameLocator, name: string, text: string): Promise<void> {
  const field = frame.locator(`input[name="${name}"]`);
  await field.fill("");
  await field.pressSequentially(text);
}

/** "€1,234.50" and "1 234,50 €" are 123450. */
const minorUnits = (text: string | null): number => Number(text?.replace(/\D/g, ""));
