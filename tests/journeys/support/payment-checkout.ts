import { expect, type Locator, type Page } from "@playwright/test";
import type { Locale } from "../../../i18n/routing";
import { ElementsCheckout, type } from "./elements-checkout";

const WORDS = {
  en: {
    consent: "Save payment details for future purchases",
    remove: /^Remove .* ending in/,
    goOn: "Continue with your bank",
    another: "Choose another way to pay",
  },
  fr: {
    consent: "Enregistrer mes informations de paiement pour mes prochains achats",
    remove: /^Supprimer .* se terminant par/,
    goOn: "Continuer avec votre banque",
    another: "Choisir un autre moyen de paiement",
  },
  de: {
    consent: "Zahlungsdaten für zukünftige Käufe speichern",
    remove: /mit den Endziffern .* entfernen/,
    goOn: "Weiter zu Ihrer Bank",
    another: "Andere Zahlungsart wählen",
  },
} as const;

/** The page `/checkout/payment`: a sibling of the page on Checkout Elements, with saved cards and the shopper's bank. */
export class PaymentCheckout extends ElementsCheckout {
  protected override readonly api = "/api/checkout/payment";
  protected override readonly countryPath = "delivery";
  /** Agreement to keep what is paid with. */
  readonly consent: Locator;
  /** A saved card each. */
  readonly saved: Locator;
  readonly removeSaved: Locator;
  readonly goOnButton: Locator;
  readonly anotherWayButton: Locator;

  constructor(page: Page, locale: Locale = "en") {
    super(page, locale);
    const words = WORDS[locale];
    this.consent = this.payment.getByRole("checkbox", { name: words.consent });
    this.saved = this.payment.getByTestId("saved-payment-method");
    this.removeSaved = this.payment.getByRole("button", { name: words.remove });
    this.goOnButton = this.main.getByRole("button", { name: words.goOn });
    this.anotherWayButton = this.main.getByRole("button", { name: words.another });
  }

  /** The security code of the saved card that is chosen. */
  async fillSavedCvc(cvc: string): Promise<void> {
    await type(this.payment, "cvc", cvc);
  }

  /** The bank's challenge is on the page. */
  async expectChallenge(): Promise<void> {
    await expect
      .poll(() => this.page.frames().some((frame) => frame.url().includes("three-ds-2-challenge")), {
        message: "the bank's challenge",
      })
      .toBe(true);
  }
}
