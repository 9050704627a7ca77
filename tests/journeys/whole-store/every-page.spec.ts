import { expectAccessible } from "../support/accessibility";
import { copyBuild } from "../support/copied-build";
import { ADA, CARDS } from "../support/embedded-checkout";
import {
  brokenWords,
  edgelessControls,
  expectNoOverflow,
  smallFields,
  unseenControls,
} from "../support/layout";
import type { Shop } from "../support/shop";
import { Shopper } from "../support/shopper";
import { startInstance } from "../support/store-instance";
import { surroundings } from "../support/surroundings";
import { test as base, expect } from "../support/test";

/** As long as a name may be, and without a space. */
const LONG = "Vasenundkerzenhaltermanufaktur".repeat(7).slice(0, 200);
const NARROW = { width: 320, height: 640 };

// One worker for both, which starts the store once.
base.describe.configure({ mode: "default" });

/** A store that has kept no page yet, so that its first of each shows what things are called by then. */
const test = base.extend<object, { freshStore: string }>({
  freshStore: [
    async ({ browserName: _ }, use) => {
      const { build, dist } = surroundings();
      const fresh = `${dist}-fresh`;
      await copyBuild(build, fresh);
      const instance = await startInstance({ NEXT_DIST_DIR: fresh });
      await use(instance.url);
      await instance.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ freshStore }, use) => {
    await use(freshStore);
  },
});

// The other store of the run may have sent an e-mail, whose pictures are then at its address.
test.use({ expectedErrors: [/^Loading the image '\S+\/art\/mail\//] });

/** Whatever device it is read on, and whatever things and people are called. */
for (const locale of ["en", "fr"] as const) {
  test(`Every page in ${locale} fits a small screen and large letters, has fields that phones do not zoom, and borders when the device sets the colours`, async ({
    page,
    shop,
  }) => {
    test.setTimeout(300_000);
    const shopper = new Shopper(page, locale);
    const variant = await shop.variant();
    const path = (to: string) => (locale === "fr" ? `/fr${to === "/" ? "" : to}` : to);
    const look = async (occasion: string) => {
      await page.setViewportSize(NARROW);
      await expectNoOverflow(page, occasion);
      // What a reader of French meets has the same elements.
      if (locale === "en") await expectAccessible(page);
      expect.soft(await brokenWords(page), `words of ${occasion}`).toEqual([]);
      expect.soft(await unseenControls(page), `edges of ${occasion}`).toEqual([]);
      expect.soft(await smallFields(page), `fields of ${occasion}`).toEqual([]);
      expect.soft(await edgelessControls(page), `controls of ${occasion}`).toEqual([]);
      await page.setViewportSize({ width: 640, height: 800 });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = "200%";
      });
      await expectNoOverflow(page, `${occasion}, in letters twice as large`);
    };
    const visit = async (to: string) => {
      await page.goto(path(to));
      await expect(page.getByRole("heading").first()).toBeVisible();
      await look(to);
    };

    await withLongNames(shop, async () => {
      await page.setViewportSize(NARROW);
      for (const to of [
        "/sign-in",
        "/sign-in/link?token=none",
        "/orders",
        "/cart",
        "/nothing-here",
        "/search",
        "/checkout/return?session_id=cs_test_none",
      ]) {
        await visit(to);
      }
      await page.goto(path("/sign-in"));
      await page.locator("main [name=email]").fill(`${"x".repeat(64)}@${LONG.slice(0, 60)}.example`);
      await page.keyboard.press("Enter");
      await expect(page.locator("main [name=code]")).toBeVisible();
      await look("the code that was sent");
      const customer = await shopper.signsInAs("new");
      await shop.query("update customers set name = $2 where id = $1", [customer, LONG]);
      await shopper.hasCart(shop, variant, { quantity: 2 });
      for (const surface of ["elements", "payment"] as const) {
        await page.goto(path(`/checkout/${surface}`));
        await shopper[surface].expectReady();
        await shopper[surface].applyCode("TENOFF");
        await shopper[surface].applyCode("NOSUCHCODE");
        await look(`/checkout/${surface}`);
      }
      await page.goto(path("/checkout/embedded"));
      await shopper.checkout.expectReady();
      await look("/checkout/embedded");
      await visit("/cart");

      await page.goto(path("/checkout/payment"));
      await shopper.payment.expectReady();
      await shopper.payment.fillContact({ ...ADA, name: LONG, line1: LONG, city: LONG });
      await shopper.payment.fillCard(CARDS.succeeds);
      await shopper.payment.pay();
      await page.waitForURL(/\/orders\/ord_/, { timeout: 30_000 });
      const { id } = await shop.newestOrderOf(variant.id);
      await shop.expectStatus(id, "paid");
      await expect(page.getByRole("main")).toContainText(LONG);

      const [address] = await shop.query<{ id: string }>(
        `insert into customer_addresses (id, customer_id, name, line1, postal_code, city, country, is_default)
           values ('adr_' || substr(md5(random()::text), 1, 20), $1, $2, $2, '75009', $2, 'FR', true) returning id`,
        [customer, LONG],
      );
      for (const to of [
        `/orders/${id}`,
        "/orders",
        "/account",
        "/account/addresses",
        "/account/addresses/new",
        `/account/addresses/${address?.id}`,
        "/account/profile",
        "/account/payment-methods",
        "/account/delete",
      ]) {
        await visit(to);
      }

      await shopper.hasCart(shop, variant);
      await page.goto(path("/"));
      await expect(page.getByRole("main")).toContainText(LONG);
      await page.getByRole("link", { name: /^(Cart|Panier), / }).click();
      await expect(page.getByRole("dialog")).toContainText(LONG);
      await look("the cart beside a page");
      for (const to of ["/", `/products/${variant.slug}`, `/search?q=${LONG.slice(0, 20)}`]) await visit(to);
      const [category] = await shop.query<{ slug: string }>(
        "select category_slug as slug from products where slug = $1",
        [variant.slug],
      );
      await visit(`/categories/${category?.slug}`);

      await page.goto("/local/mail");
      await look("/local/mail");
      await page.setViewportSize(NARROW);
      await page.getByRole("listitem").getByRole("link").first().click();
      await page.waitForURL(/\/local\/mail\/./);
      await page.goto(`${new URL(page.url()).pathname}/html`);
      await expect(page.locator("body")).toContainText(LONG);
      await expectNoOverflow(page, "the e-mail about an order");
    });
  });
}

/** All products of the shop have this name while `work` looks. */
async function withLongNames(shop: Shop, work: () => Promise<void>): Promise<void> {
  const before = await shop.query<{ id: string; name: unknown }>("select id, name from products");
  await shop.query("update products set name = jsonb_build_object('en', $1::text, 'fr', $1::text)", [LONG]);
  try {
    await work();
  } finally {
    for (const { id, name } of before) {
      await shop.query("update products set name = $2 where id = $1", [id, JSON.stringify(name)]);
    }
  }
}
