import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

export type Contact = {
  email: string;
  name: string;
  line1: string;
  city: string;
  postalCode: string;
};

export const ADA: Contact = {
  email: "ada@example.com",
  name: "Ada Lovelace",
  line1: "12 Rue des Martyrs",
  city: "Paris",
  postalCode: "75009",
};

/** Who pays where it is not Ada. */
export const BYRON = { name: "Byron & Co", line1: "1 Place Bellecour", city: "Lyon", postalCode: "69002" };

/** Numbers from Stripe's list of test cards. */
export const CARDS = {
  succeeds: "4242424242424242",
  declined: "4000000000000002",
  insufficientFunds: "4000000000009995",
  asksFor3ds: "4000002760003184",
  alsoAsksFor3ds: "4000000000003220",
} as const;

/** IBANs from Stripe's list: the direct debit stays in processing until the test decides. */
export const IBANS = { undecided: "DE89370400440532013000" } as const;

/** Stripe's embedded page, by the ids and names it has on Stripe too. */
export class EmbeddedCheckout {
  readonly frame: FrameLocator;
  readonly payButton: Locator;
  /** A saved card each. */
  readonly saved: Locator;
  readonly billingSame: Locator;

  constructor(readonly page: Page) {
    this.frame = page.frameLocator('iframe[name="embedded-checkout"]');
    this.saved = this.frame.getByTestId("saved-payment-method");
    this.billingSame = this.frame.locator("#cardUseShippingAsBilling");
    this.payButton = this.frame.getByTestId("hosted-payment-submit-button");
  }

  async expectReady(): Promise<void> {
    await expect(this.payButton).toBeVisible({ timeout: 30_000 });
  }

  async fillContact(contact: Contact = ADA): Promise<void> {
    await this.fill("#email", contact.email);
    await this.fillShipping(contact);
  }

  async fillShipping(contact: Omit<Contact, "email"> = ADA): Promise<void> {
    await this.fill("#shippingName", contact.name);
    await this.fill("#shippingAddressLine1", contact.line1);
    await this.fill("#shippingPostalCode", contact.postalCode);
    await this.fill("#shippingLocality", contact.city);
  }

  /** Where the bill goes, as far as the page asks. */
  async fillBilling(contact: Omit<Contact, "email" | "name">): Promise<void> {
    await this.fill("#billingAddressLine1", contact.line1);
    await this.fill("#billingPostalCode", contact.postalCode);
    await this.fill("#billingLocality", contact.city);
  }

  async choose(method: "card" | "ideal" | "sepa_debit"): Promise<void> {
    await this.frame.getByTestId(`${method}-accordion-item-button`).click();
  }

  async fillCard(number: string, holder = ADA.name): Promise<void> {
    await this.type("#cardNumber", number);
    await this.type("#cardExpiry", "12 / 34");
    await this.type("#cardCvc", "123");
    await this.fill("#billingName", holder);
  }

  async fillSepa(iban: string, holder = ADA.name): Promise<void> {
    await this.type("#iban", iban);
    await this.fill("#billingName", holder);
  }

  /** The button is drawn before the total is final: wait until it can be pressed. */
  async pay(): Promise<void> {
    await expect(this.payButton).toBeEnabled();
    await this.payButton.click();
  }

  async payByCard(number: string, contact: Contact = ADA): Promise<void> {
    await this.expectReady();
    await this.fillContact(contact);
    await this.choose("card");
    await this.fillCard(number, contact.name);
    await this.pay();
  }

  async expectError(text: RegExp): Promise<void> {
    await expect(this.frame.getByRole("alert").filter({ hasText: text })).toBeVisible();
  }

  /**
   * The bank's challenge. It lies two or three frames deep, and its button is drawn before it listens: it is looked for
   * everywhere, and pressed until it is gone.
   */
  async answerChallenge(answer: "authorize" | "fail"): Promise<void> {
    const visibleButton = async (): Promise<Locator | null> => {
      for (const frame of this.page.frames()) {
        const button = frame.locator(`#test-source-${answer}-3ds`);
        if (await button.isVisible().catch(() => false)) return button;
      }
      return null;
    };
    await expect.poll(visibleButton, { message: "the bank's challenge", timeout: 30_000 }).not.toBeNull();
    await expect(async () => {
      await (await visibleButton())?.click({ timeout: 2000 });
      expect(await visibleButton()).toBeNull();
    }).toPass({ timeout: 30_000 });
  }

  /** The bank's page of a redirect method. */
  async answerRedirect(answer: "authorize" | "fail"): Promise<void> {
    await this.page.getByRole("button", { name: answer === "authorize" ? /^Authori[sz]e/ : /^Fail/ }).click();
  }

  /** At once, as a browser that knows the address does. */
  private fill(selector: string, text: string): Promise<void> {
    return this.frame.locator(selector).fill(text);
  }

  /** Key by key: Stripe reformats while one types. */
  private async type(selector: string, text: string): Promise<void> {
    const field = this.frame.locator(selector);
    await field.fill("");
    await field.pressSequentially(text);
  }
}
