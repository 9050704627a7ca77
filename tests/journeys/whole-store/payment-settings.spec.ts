import { expectAccessible } from "../support/accessibility";
import { CARDS, IBANS } from "../support/embedded-checkout";
import { startInstance } from "../support/store-instance";
import { test as base, expect } from "../support/test";
import { Wallet } from "../support/wallet";

const PREPAID = "5105105105105100";
const BRAZILIAN = "4000000760000002";

// One worker for all, which starts the store once.
base.describe.configure({ mode: "default" });

/** A merchant who is strict about cards. */
const test = base.extend<object, { strictStore: string }>({
  strictStore: [
    async ({ browserName: _ }, use) => {
      const instance = await startInstance({
        PAYMENT_REQUIRE_CVC: "on",
        PAYMENT_LAYOUT: "tabs",
        PAYMENT_REFUSED_CARD_FUNDING: "prepaid",
        PAYMENT_REFUSED_CARD_COUNTRIES: "BR",
      });
      await use(instance.url);
      await instance.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ strictStore }, use) => {
    await use(strictStore);
  },
});

test("A saved card pays only with its security code, when the store asks for it", async ({
  page,
  shopper,
  shop,
  payment,
}) => {
  const customerId = await shopper.signsInAs("new");
  await new Wallet(page, shop).has(customerId, CARDS.succeeds);
  const { id } = await shopper.opensPaymentWith(shop, await shop.variant());
  await expect(payment.saved.getByRole("radio")).toBeChecked();
  await payment.fillContact();
  await payment.pay();
  await payment.expectMessage("Your card’s security code is incomplete.");
  expect(await shop.attempts(id)).toEqual([]);
  await expectAccessible(page);

  await payment.fillSavedCvc("123");
  await payment.pay();
  expect(await shopper.arrivesAtOrder()).toBe(id);
  await shop.expectStatus(id, "paid");
});

test("Payment methods are tabs when the store wants that, on each of its own pages", async ({
  page,
  shopper,
  shop,
  payment,
  elements,
}) => {
  for (const path of ["/checkout/elements", "/checkout/payment"]) {
    await shopper.hasCart(shop, await shop.variant());
    await page.goto(path);
    const { payment: frame } = elements;
    const card = frame.getByRole("tab", { name: "Card", exact: true });
    await expect(card).toHaveAttribute("aria-selected", "true");
    await expect(frame.locator('[name="number"]')).toBeVisible();
    await elements.choose("sepa_debit");
    await expect(card).toHaveAttribute("aria-selected", "false");
    await expect(frame.locator('[name="number"]')).toHaveCount(0);
    await expectAccessible(page);
  }
  await payment.fillContact();
  await payment.fillSepa(IBANS.undecided);
  await payment.pay();
  await shop.expectStatus(await shopper.arrivesAtOrder(), "processing");
});

test("Prepaid cards and cards of a country are refused when the store does not accept them, and another one pays", async ({
  page,
  shopper,
  shop,
  payment,
}) => {
  const { id } = await shopper.opensPaymentWith(shop, await shop.variant());
  await payment.payByCard(PREPAID);
  await payment.expectMessage(
    "We can’t take this kind of card. Nothing was charged. Please pay another way.",
  );
  await payment.fillCard(BRAZILIAN);
  await payment.pay();
  await payment.expectMessage(
    "We can’t take cards from this country. Nothing was charged. Please pay another way.",
  );
  expect(await shop.attempts(id)).toEqual([]);
  await expectAccessible(page);

  await payment.fillCard(CARDS.succeeds);
  await payment.pay();
  expect(await shopper.arrivesAtOrder()).toBe(id);
  await shop.expectStatus(id, "paid");
});

test("A welcome discount is for one use of a card: a second use pays the full price", async ({
  shopper,
  anotherShopper,
  shop,
  payment,
}) => {
  await shop.forgetCards("WELCOME");
  const variant = await shop.variant({ below: 9000 });
  const { total: full } = await shopper.opensPaymentWith(shop, variant);
  await payment.applyCode("WELCOME");
  await payment.payByCard(CARDS.succeeds);
  const first = await shopper.arrivesAtOrder();
  await shop.expectStatus(first, "paid");
  expect((await shop.order(first)).total).toBe(full - Math.round(variant.unitAmount / 5));

  const other = await anotherShopper();
  const { id, total } = await other.opensPaymentWith(shop, await shop.variant());
  await other.payment.applyCode("WELCOME");
  await other.payment.payByCard(CARDS.succeeds);
  await other.payment.expectMessage(
    "This card has already had its welcome discount. Nothing was charged. Please use another card, or remove the discount.",
  );
  expect(await shop.attempts(id)).toEqual([]);
  await expectAccessible(other.page);

  await other.payment.removeDiscounts();
  await other.payment.expectTotal(total);
  await other.payment.pay();
  expect(await other.arrivesAtOrder()).toBe(id);
  expect(await shop.order(id)).toMatchObject({ status: "paid", total });
});
