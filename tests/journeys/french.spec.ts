import { CARDS } from "./support/embedded-checkout";
import { mailAbout } from "./support/mail";
import { Shopper } from "./support/shopper";
import { expect, test } from "./support/test";

test.use({ locale: "fr-FR", fetchesAhead: true });

test("A shopper who reads French buys in French from the first page to the e-mail", async ({
  page,
  shop,
}) => {
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
  await shopper.isThanked();
  await expect(page.getByRole("main")).toContainText(variant.nameFr);
  const [{ locale } = { locale: "" }] = await shop.query<{ locale: string }>(
    "select locale from orders where id = $1",
    [id],
  );
  expect(locale).toBe("fr");
  expect(await mailAbout(id, /Merci/)).toContain(variant.nameFr);
});
