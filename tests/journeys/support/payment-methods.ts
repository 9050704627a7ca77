import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import type { Locale } from "../../../i18n/routing";
import { expectAccessible } from "./accessibility";
import { fillCardIn } from "./elements-checkout";

const WORDS = {
  en: { add: "Add a payment method", holder: "Name of the holder", save: "Save", confirm: "Yes, remove it" },
  fr: {
    add: "Ajouter un moyen de paiement",
    holder: "Nom du titulaire",
    save: "Enregistrer",
    confirm: "Oui, supprimer",
  },
  de: {
    add: "Zahlungsart hinzufügen",
    holder: "Name der Inhaberin oder des Inhabers",
    save: "Speichern",
    confirm: "Ja, entfernen",
  },
} as const;

/** The page `/account/payment-methods`. */
export class PaymentMethods {
  readonly main: Locator;
  readonly cards: Locator;
  readonly addButton: Locator;
  readonly holder: Locator;
  readonly payment: FrameLocator;
  /** Asked where the merchant wants whole billing addresses. */
  readonly address: FrameLocator;
  readonly saveButton: Locator;
  private readonly words: (typeof WORDS)[Locale];

  constructor(
    readonly page: Page,
    locale: Locale = "en",
  ) {
    this.words = WORDS[locale];
    this.main = page.getByRole("main");
    this.cards = this.main
      .getByRole("list")
      .getByRole("listitem")
      .filter({ has: page.locator("details") });
    this.addButton = this.main.getByRole("button", { name: this.words.add });
    this.holder = this.main.getByLabel(this.words.holder);
    this.payment = this.main.frameLocator('iframe[title="Secure payment input frame"]').first();
    this.address = this.main.frameLocator('iframe[title="Secure address input frame"]');
    this.saveButton = this.main.getByRole("button", { name: this.words.save, exact: true });
  }

  /** From the top: what the header covers while one has scrolled is no fault of the page. */
  async expectAccessible(): Promise<void> {
    await this.page.evaluate(() => window.scrollTo(0, 0));
    await expectAccessible(this.page);
  }

  card(last4: string): Locator {
    return this.cards.filter({ hasText: last4 });
  }

  /** Fills in the open form and presses the button. */
  async saves(number: string, holder = "Ada Lovelace"): Promise<void> {
    await this.holder.fill(holder);
    await fillCardIn(this.payment, number);
    await this.saveButton.click();
  }

  async adds(number: string): Promise<void> {
    await this.addButton.click();
    await this.saves(number);
    await expect(this.card(number.slice(-4))).toBeVisible();
  }

  /** Says yes when asked. */
  async removes(last4: string): Promise<void> {
    const card = this.card(last4);
    await card.locator("summary").click();
    await card.getByRole("button", { name: this.words.confirm }).click();
    await expect(card).toHaveCount(0);
  }
}
