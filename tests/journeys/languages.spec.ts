import { ADA, CARDS } from "./support/embedded-checkout";
import { mailAbout } from "./support/mail";
import { Shopper } from "./support/shopper";
import { expect, test } from "./support/test";

test.describe("A French-speaking shopper", () => {
  test.use({ locale: "fr-FR", fetchesAhead: true });

  test("buys in French from the first page to the e-mail", async ({ page, shop }) => {
    const shopper = new Shopper(page, "fr");
    const variant = await shop.variant();

    await shopper.opens("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await shopper.addsToCart(variant);
    await shopper.goesToCheckout();
    await expect(shopper.checkout.frame.locator("html")).toHaveAttribute("lang", "fr");
    await shopper.checkout.payByCard(CARDS.succeeds);
    const id = await shopper.arrivesAtOrder();

    expect(new URL(page.url()).pathname).toBe(`/fr/orders/${id}`);
    await shopper.seesThanks();
    await expect(page.getByRole("main")).toContainText(variant.names.fr);
    const [{ locale } = { locale: "" }] = await shop.query<{ locale: string }>(
      "select locale from orders where id = $1",
      [id],
    );
    expect(locale).toBe("fr");
    expect(await mailAbout(id, /Merci/)).toContain(variant.names.fr);
  });
});

test.describe("A German-speaking shopper", () => {
  test.use({ locale: "de-DE" });

  test("changes the language, reads in it what went wrong, and buys", async ({ page, shop }) => {
    const shopper = new Shopper(page, "de");
    const variant = await shop.variant();

    await page.goto(`/products/${variant.slug}`);
    await page.getByRole("link", { name: "DE, Deutsch" }).click();
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(variant.names.de);
    await shopper.goesToElementsWith(variant);
    const { elements } = shopper;
    await expect(elements.payment.locator("html")).toHaveAttribute("lang", "de");
    await elements.applyCode("NOSUCHCODE");
    await expect(elements.main).toContainText("Diesen Code kennen wir nicht.");
    await elements.payByCard(CARDS.declined);
    await elements.expectMessage("Ihre Karte wurde abgelehnt.");
    await elements.fillCard(CARDS.succeeds);
    await elements.pay();
    const id = await shopper.arrivesAtOrder();

    expect(new URL(page.url()).pathname).toBe(`/de/orders/${id}`);
    await shopper.seesThanks();
    await expect(page.getByRole("main")).toContainText(variant.names.de);
    const mail = await mailAbout(id, /Vielen Dank für Ihre Bestellung/);
    expect(mail).toContain(variant.names.de);
    expect(mail).toContain(ADA.name);
  });
});
