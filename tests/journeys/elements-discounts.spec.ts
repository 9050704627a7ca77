import { expectAccessible } from "./support/accessibility";
import { ElementsApi } from "./support/elements-api";
import { ADA, CARDS } from "./support/embedded-checkout";
import { mailAbout } from "./support/mail";
import { expect, test } from "./support/test";

const TEN_PERCENT = { benefit: { type: "percent", percent: 10 } } as const;

test.describe("A discount on Checkout Elements", () => {
  test("whose code is refused says why, leaves the code to be corrected, and changes nothing", async ({
    page,
    shopper,
    shop,
    elements,
    anotherShopper,
  }) => {
    const variant = await shop.variant({ below: 4500 });
    const rare = await shop.discount({ conditions: TEN_PERCENT, totalLimit: 1 });
    const forOthers = await shop.discount({ conditions: { ...TEN_PERCENT, customerIds: ["cus_somebody"] } });
    const inDollars = await shop.discount({
      conditions: { benefit: { type: "amount", amounts: { usd: 500 } } },
    });
    const faster = await anotherShopper();
    await faster.hasCart(shop, variant);
    const theirs = new ElementsApi(faster.page.request);
    expect((await theirs.code((await theirs.start()).sessionId, rare.code)).status()).toBe(200);

    await shopper.hasCart(shop, variant, { country: "DE" });
    const { orderId } = await shopper.opensElements(shop, variant);
    const { total } = await shop.order(orderId);
    const refusals: [code: string, why: RegExp][] = [
      ["NOSUCHCODE", /don’t know this code/],
      ["BYGONE", /ended on 31 December 2025|ended on December 31, 2025/],
      ["SOON", /starts on/],
      ["FIVEOFF50", /starts at €50\.00: €\d+\.\d\d to go/],
      ["FRANCE15", /delivery to: France/],
      [rare.code, /used up/],
      [forOthers.code, /for another customer/],
      [inDollars.code, /in this currency/],
    ];
    for (const [code, why] of refusals) {
      await elements.applyCode(code);
      await elements.expectError(why);
      await expect(elements.code).toHaveValue(code);
      await expect(elements.code).toHaveAttribute("aria-invalid", "true");
      await expect(elements.code).toBeFocused();
      await elements.expectTotal(total);
    }
    await expectAccessible(page);
    expect((await shop.order(orderId)).total).toBe(total);
  });

  test("with a code is applied, is added to a better one or replaced by it, and is removed", async ({
    page,
    shopper,
    shop,
    elements,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    const { orderId } = await shopper.opensElements(shop, variant);
    const { total: full } = await shop.order(orderId);
    const rate = full - variant.unitAmount;
    const less = (percent: number) =>
      variant.unitAmount - Math.round((variant.unitAmount * percent) / 100) + rate;

    await elements.applyCode(" ten\u200boff\u00ad ");
    await expect(elements.row("10% off")).toContainText("With code TENOFF");
    await expect(elements.main.getByText("TENOFF has been applied.")).toBeAttached();
    await expect(elements.code).toHaveValue("");
    await elements.expectTotal(less(10));

    await elements.applyCode("FRANCE15");
    await expect(elements.row("15% off in France")).toContainText("With code FRANCE15");
    await expect(elements.row("10% off")).toHaveCount(0);
    await expect(elements.refused).toContainText("can’t be combined");
    await elements.expectTotal(less(15));
    await expectAccessible(page);

    await elements.removeDiscounts();
    await expect(elements.row("15% off in France")).toHaveCount(0);
    await expect(elements.main.getByText("has been applied")).toHaveCount(0);
    await expect(elements.removeButton).toHaveCount(0);
    await elements.expectTotal(full);
    expect((await shop.order(orderId)).total).toBe(full);

    await elements.applyCode("ALLFREE");
    await elements.expectTotal(0);
    await elements.applyCode("TENOFF");
    await elements.expectError(/nothing left that this offer/);
    await elements.expectTotal(0);
  });

  test("for members is added by one button, and removed by another", async ({
    page,
    shopper,
    shop,
    elements,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    await shopper.opensElements(shop, variant);
    await expect(elements.main.getByRole("link", { name: "Sign in" })).toBeVisible();
    await expect(elements.loyaltyButton).toHaveCount(0);

    await shopper.signsInAs("gold");
    const { orderId } = await shopper.opensElements(shop, variant);
    const { total: full } = await shop.order(orderId);
    await elements.applyLoyalty();
    await expect(elements.row("Gold loyalty discount")).toContainText("For gold members");
    await expect(elements.loyaltyButton).toHaveCount(0);
    const { total } = await shop.order(orderId);
    expect(total).toBe(full - Math.round(variant.unitAmount * 0.15));
    await elements.expectTotal(total);
    await expectAccessible(page);

    await elements.removeDiscounts();
    await elements.expectTotal(full);
    await expect(elements.loyaltyButton).toBeVisible();
  });

  test("for one customer applies to that customer only", async ({
    shopper,
    shop,
    elements,
    anotherShopper,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    await shopper.signsInAs("expired-card");
    const { orderId } = await shopper.opensElements(shop, variant);
    await expect(elements.row("A thank-you to Ada")).toContainText("Just for you");
    await elements.expectTotal((await shop.order(orderId)).total);

    const stranger = await anotherShopper();
    await stranger.hasCart(shop, variant);
    const { quote } = await new ElementsApi(stranger.page.request).start();
    expect(quote.discounts).toEqual([]);
  });

  test("with a minimum comes and goes as the cart reaches it or not", async ({
    page,
    shopper,
    shop,
    elements,
  }) => {
    const variant = await shop.variant({ below: 5000 });
    const quantity = Math.ceil(10_000 / variant.unitAmount) - 1;
    await shopper.hasCart(shop, variant, { quantity });
    const row = elements.row("10% off a full basket");
    const changes = async (button: string) => {
      await page.goto("/cart");
      const changed = page.waitForResponse(
        (response) => response.request().method() === "POST" && response.url().endsWith("/cart"),
      );
      await page.getByRole("main").getByRole("button", { name: button }).click();
      await changed;
      await shopper.opensElements(shop, variant);
    };

    await shopper.opensElements(shop, variant);
    await expect(row).toHaveCount(0);
    await changes("One more");
    await expect(row).toContainText("For orders from €100.00");
    const { total } = await shop.newestOrderOf(variant.id);
    await elements.expectTotal(total);
    const full = (quantity + 1) * variant.unitAmount;
    await expect(row).toContainText(euros(Math.min(2000, Math.round(full / 10))));
    await changes("One fewer");
    await expect(row).toHaveCount(0);
    await elements.expectTotal((await shop.newestOrderOf(variant.id)).total);
  });

  test("for a country follows the delivery address, the last one typed", async ({
    page,
    shopper,
    shop,
    elements,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    const { orderId } = await shopper.opensElements(shop, variant);
    await elements.applyCode("FRANCE15");
    await expect(elements.row("15% off in France")).toBeVisible();
    const { total: french } = await shop.order(orderId);

    await elements.chooseCountry("CA");
    await expect(elements.row("Hello Canada")).toContainText("For delivery to Canada");
    await expect(elements.row("15% off in France")).toHaveCount(0);
    await expect(elements.refused).toContainText("for delivery to: France");
    await expect(elements.main.getByRole("radio", { name: /€14\.90/ })).toBeVisible();
    const { total: canadian } = await shop.order(orderId);
    await elements.expectTotal(canadian);
    expect(canadian).toBe(variant.unitAmount - Math.round(variant.unitAmount * 0.05) + 1490);
    await expectAccessible(page);

    const country = elements.address.locator('[name="country"]');
    for (const choice of ["US", "DE", "FR"]) await country.selectOption(choice);
    await expect(elements.row("Hello Canada")).toHaveCount(0);
    await expect(elements.row("15% off in France")).toBeVisible();
    await elements.expectTotal(french);
    await expect.poll(async () => (await shop.order(orderId)).total).toBe(french);
  });

  test("that ends while the page is open is removed before paying, with a message; then the new total is paid", async ({
    page,
    shopper,
    shop,
    stripe,
    elements,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    await shopper.hasCart(shop, variant);
    const customer = await shopper.signsInAs("new");
    const endsAt = new Date(Date.now() + 3_600_000);
    const conditions = { ...TEN_PERCENT, customerIds: [customer] };
    const { id } = await shop.discount({ kind: "limited_time", conditions, endsAt });
    const { orderId, sessionId } = await shopper.opensElements(shop, variant);
    await expect(elements.row(`Offer ${id}`)).toContainText("Until");
    const { total: reduced } = await shop.order(orderId);
    await elements.fillContact();
    await elements.fillCard(CARDS.succeeds);
    await elements.expectTotal(reduced);

    await shop.endDiscount(id);
    await elements.pay();
    await elements.expectError(/total has changed/i);
    await elements.expectError(new RegExp(`Offer ${id} no longer applies.*ended on`));
    await elements.expectError(/Nothing was charged/);
    await expect(elements.row(`Offer ${id}`)).toHaveCount(0);
    const { total, status } = await shop.order(orderId);
    expect(status).toBe("open");
    expect(total).toBe(reduced + Math.round(variant.unitAmount / 10));
    await elements.expectTotal(total);
    expect(await stripe.calls(`${sessionId}/confirm`)).toEqual([]);
    await expectAccessible(page);

    await elements.pay();
    expect(await shopper.arrivesAtOrder()).toBe(orderId);
    expect(await shop.order(orderId)).toMatchObject({ status: "paid", total });
  });

  test("for one use per customer is refused the second time, and the first is shown on the order and in its e-mail", async ({
    page,
    shopper,
    shop,
    elements,
  }) => {
    const variant = await shop.variant({ below: 9000 });
    const cartId = await shopper.hasCart(shop, variant);
    await shopper.opensElements(shop, variant);
    await elements.applyCode("ONCE");
    await expect(elements.row("Welcome gift")).toContainText("With code ONCE");
    await elements.fillContact();
    await elements.fillCard(CARDS.succeeds);
    await elements.pay();
    const orderId = await shopper.arrivesAtOrder();
    await shopper.seesThanks();

    const off = euros(Math.round(variant.unitAmount * 0.12));
    const order = page.getByRole("main");
    await expect(order).toContainText(`Welcome giftWith code ONCE-${off}`);
    await expect(order).toContainText(ADA.line1);
    const own = await (await page.request.get(`/api/orders/${orderId}`)).json();
    expect(own.discounts).toMatchObject([{ code: "ONCE", reason: "With code ONCE" }]);
    expect(await mailAbout(orderId, /Thank you/)).toContain(`Welcome gift (With code ONCE): -${off}`);

    await shop.query(
      "insert into cart_lines (cart_id, variant_id, quantity, seen_unit_amount) values ($1, $2, 1, $3)",
      [cartId, variant.id, variant.unitAmount],
    );
    await shopper.opensElements(shop, variant);
    await elements.applyCode("ONCE");
    await elements.expectError(/already used this offer/);
  });
});

const euros = (amount: number) => `€${(amount / 100).toFixed(2)}`;
