import type { Locator, Page } from "@playwright/test";
import type { CheckoutSurface } from "@/lib/model/surface";
import { ElementsCheckout } from "../../journeys/support/elements-checkout";
import { EmbeddedCheckout } from "../../journeys/support/embedded-checkout";
import { PaymentCheckout } from "../../journeys/support/payment-checkout";
import type { Means, personOf } from "../plan";

/** The form of one surface, filled in as a person does. */
export type Form = {
  payButton: Locator;
  /** What went wrong, on the page or in Stripe's frame. */
  alerts: Locator;
  isBusy: () => Promise<boolean>;
  fillIn: (person: ReturnType<typeof personOf>, means: Means, code: string | null) => Promise<void>;
};

export function formOf(page: Page, surface: CheckoutSurface): Form {
  if (surface === "embedded") {
    const form = new EmbeddedCheckout(page);
    return {
      payButton: form.payButton,
      alerts: form.frame.getByRole("alert"),
      isBusy: () => form.payButton.isDisabled({ timeout: 1_000 }),
      async fillIn(person, means) {
        const { email, name, address } = person;
        await form.fillContact({ email, name, ...placeOf(address) });
        await form.choose(means.kind === "card" ? "card" : "sepa_debit");
        if (means.kind === "card") await form.fillCard(means.number, name);
        else await form.fillSepa(means.iban, name);
      },
    };
  }
  const form = surface === "elements" ? new ElementsCheckout(page) : new PaymentCheckout(page);
  return {
    payButton: form.payButton,
    alerts: form.main.getByRole("alert"),
    isBusy: async () => (await form.payButton.getAttribute("aria-busy", { timeout: 1_000 })) === "true",
    async fillIn(person, means, code) {
      const { email, name, address } = person;
      await form.expectReady();
      await form.fillContact({ email, name, ...placeOf(address), country: address.country });
      await form.expectSettled();
      if (code && (await form.code.isVisible())) await form.applyCode(code);
      await form.choose(means.kind === "card" ? "card" : "sepa_debit");
      if (means.kind === "card") await form.fillCard(means.number);
      else await form.fillSepa(means.iban, name);
      await form.expectSettled();
    },
  };
}

const placeOf = ({ line1, city, postal_code: postalCode }: ReturnType<typeof personOf>["address"]) => ({
  line1,
  city,
  postalCode,
});

/** What a person sees, and would do about it. */
export type Sight =
  | { kind: "order"; orderId: string }
  | { kind: "challenge" }
  /** A button that goes on: "Try again", a new total, the bank. */
  | { kind: "button"; button: Locator }
  /** The checkout is over, with a link to where it goes on. */
  | { kind: "over"; link: Locator; said: string }
  | { kind: "form" }
  | { kind: "nothing" };

const GOES_ON = /^(Try again|Continue with|Reload)/;
const LEADS_ON =
  /^(Look at your cart|Look at the new total|See your order|See the order|Have a look around|Your cart)/;

export async function look(page: Page, form: Form): Promise<Sight> {
  const [, orderId] = /\/orders\/(ord_[0-9a-z]+)/.exec(page.url()) ?? [];
  const main = page.getByRole("main");
  if (orderId && (await main.getByRole("heading", { level: 1 }).first().isVisible()))
    return { kind: "order", orderId };
  for (const frame of page.frames()) {
    if (
      await frame
        .locator("#test-source-authorize-3ds")
        .isVisible()
        .catch(() => false)
    )
      return { kind: "challenge" };
  }
  const button = page.getByRole("button", { name: GOES_ON }).first();
  if (await button.isVisible()) return { kind: "button", button };
  const link = main.getByRole("link", { name: LEADS_ON }).first();
  const hasForm = await form.payButton.isVisible().catch(() => false);
  if (await link.isVisible()) {
    const said = await textOf(main.getByRole("heading").first());
    const inAlert = await textOf(main.getByRole("alert").first());
    if (!hasForm || inAlert !== "") return { kind: "over", link, said: inAlert.split("\n")[0] || said };
  }
  return hasForm ? { kind: "form" } : { kind: "nothing" };
}

/** A page that tells of an error and has neither a link nor a button. The balancer's own two answers are not the store's. */
export async function isDeadEnd(page: Page): Promise<boolean> {
  if (!page.url().startsWith("http")) return false;
  const text = await textOf(page.locator("body"));
  if (text.trim() === "" || /^(no server answers|the server was lost)/.test(text)) return false;
  const ways = page.locator("a, button").filter({ visible: true });
  return (await ways.count().catch(() => 1)) === 0;
}

/** As it is seen; empty when there is none. */
export const textOf = async (shown: Locator): Promise<string> =>
  (await shown.allInnerTexts().catch(() => [])).join(" ");
