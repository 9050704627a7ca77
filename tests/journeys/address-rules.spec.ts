import { expectAccessible } from "./support/accessibility";
import { ADA, CARDS } from "./support/embedded-checkout";
import { expect, test } from "./support/test";

test.describe("The address form", () => {
  test("asks for what the chosen country needs, and says at the field what is missing", async ({
    page,
    shopper,
  }) => {
    await shopper.signsInAs("new");
    await shopper.opens("/account/addresses/new");
    const country = page.getByLabel("Country", { exact: true });
    const save = page.getByRole("button", { name: "Save" });
    await country.selectOption("US");
    await page.getByLabel("Full name").fill("Ada Lovelace");
    await page.getByLabel("Street and number").fill("1 Infinite Loop");
    await page.getByLabel("ZIP code").fill("9501");
    await page.getByLabel("Town").fill("Cupertino");
    await save.click();
    await expect(page.getByText("Please check the marked fields")).toBeVisible();
    const state = page.getByLabel("State");
    await expect(state).toHaveAccessibleDescription("Please fill this in.");
    await expect(page.getByLabel("ZIP code")).toHaveAccessibleDescription(
      "Please check it: it does not look right for this country.",
    );
    await expect(country).toHaveValue("US");
    await expectAccessible(page);
    await country.selectOption("HK");
    await expect(page.getByLabel("Area (optional)")).toHaveAccessibleDescription("");
    await country.selectOption("US");
    await expect(state).toHaveAccessibleDescription("Please fill this in.");
    await page.getByLabel("ZIP code").fill("95014");
    await state.selectOption("CA");
    await save.click();
    await page.waitForURL("**/account/addresses");
    await expect(page.getByRole("main")).toContainText("Cupertino, CA 95014");
  });

  for (const { country, fills, area, line } of [
    {
      country: "HK",
      fills: [["District (optional)", "Mong Kok"]],
      area: "Kowloon",
      line: "Mong Kok Kowloon",
    },
    { country: "IE", fills: [["Town", "Dublin"]], area: "", line: "Dublin" },
    { country: "SG", fills: [["Postal code", "238801"]], area: "", line: "238801" },
  ] as const) {
    test(`accepts an address in ${country}, and the checkout delivers there with nothing typed`, async ({
      page,
      shopper,
      shop,
    }) => {
      await shopper.signsInAs("new");
      await shopper.opens("/account/addresses/new");
      await page.getByLabel("Country", { exact: true }).selectOption(country);
      await page.getByLabel("Full name").fill("Ada Lovelace");
      await page.getByLabel("Street and number").fill("1 Main Street");
      for (const [label, text] of fills) await page.getByLabel(label).fill(text);
      if (area) await page.getByLabel("Area (optional)").selectOption(area);
      await expect(page.getByLabel("Postal code")).toHaveCount(country === "SG" ? 1 : 0);
      await page.getByRole("button", { name: "Save" }).click();
      await page.waitForURL("**/account/addresses");
      await expect(page.getByRole("main")).toContainText(line);

      await shopper.hasCart(shop, await shop.variant());
      for (const surface of ["elements", "payment"] as const) {
        await page.goto(`/checkout/${surface}`);
        const checkout = shopper[surface];
        await checkout.expectReady();
        await expect(checkout.address.locator('[name="country"]')).toHaveValue(country);
        await expect(checkout.address.locator('[name="addressLine1"]')).toHaveValue("1 Main Street");
      }
      await shopper.payment.fillCard(CARDS.succeeds);
      await shopper.payment.pay();
      await shopper.arrivesAtOrder();
      await expect(page.getByRole("main")).toContainText(line);
    });
  }

  test("is available in French", async ({ page, shopper }) => {
    await shopper.signsInAs("new");
    await page.goto("/fr/account/addresses/new");
    await page.getByLabel("Pays", { exact: true }).selectOption("IE");
    await expect(page.getByLabel("Eircode (facultatif)")).toBeVisible();
    await expect(page.getByLabel("Comté (facultatif)")).toBeVisible();
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(page.getByLabel("Ville")).toHaveAccessibleDescription("Veuillez remplir ce champ.");
    await expectAccessible(page);
  });
});

test("An invalid delivery address is reported at the address, and pays after it is corrected", async ({
  page,
  shopper,
  shop,
}) => {
  await shopper.hasCart(shop, await shop.variant());
  await page.goto("/checkout/payment");
  const checkout = shopper.payment;
  const contact = { ...ADA, country: "GR", city: "Athina", postalCode: "12" };
  await checkout.payByCard(CARDS.succeeds, contact);
  await checkout.expectMessage("Postal code: Please check it: it does not look right for this country.");
  await expectAccessible(page);
  await checkout.fillAddress(checkout.address, { ...contact, postalCode: "105 57" });
  await checkout.expectNoError();
  await checkout.pay();
  await shopper.arrivesAtOrder();
  await expect(page.getByRole("main")).toContainText("105 57 Athina");
});
