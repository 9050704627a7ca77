import { expect, type Locator, type Page } from "@playwright/test";
import type { Locale } from "../../../i18n/routing";
import { localPath } from "../../../lib/base/i18n-path";
import { newCartId } from "../../../lib/base/ids";
import type { DemoShopper } from "../../../lib/demonstration/people";
import { signature } from "../../../lib/http/signed-value";
import type { CheckoutSurface } from "../../../lib/model/surface";
import { expectAccessible } from "./accessibility";
import { ElementsCheckout } from "./elements-checkout";
import { CARDS, EmbeddedCheckout } from "./embedded-checkout";
import { PaymentCheckout } from "./payment-checkout";
import type { Shop, StoredOrder, Variant } from "./shop";
import { surroundings } from "./surroundings";

const WORDS = {
  en: {
    add: "Add to cart",
    checkout: "Checkout",
    thanks: /thank you/i,
  },
  fr: {
    add: "Ajouter au panier",
    checkout: "Passer au paiement",
    thanks: /merci/i,
  },
  de: {
    add: "In den Warenkorb",
    checkout: "Zur Kasse",
    thanks: /vielen dank/i,
  },
} as const;

/** A person with a browser, in the words of the shop. Every page they come to is checked for accessibility. */
export class Shopper {
  readonly checkout: EmbeddedCheckout;
  readonly elements: ElementsCheckout;
  readonly payment: PaymentCheckout;
  private readonly words: (typeof WORDS)[Locale];

  constructor(
    readonly page: Page,
    private readonly locale: Locale = "en",
  ) {
    this.checkout = new EmbeddedCheckout(page);
    this.elements = new ElementsCheckout(page, locale);
    this.payment = new PaymentCheckout(page, locale);
    this.words = WORDS[locale];
  }

  private path = (path: string) => localPath(this.locale, path);

  async opens(path: string): Promise<void> {
    await this.page.goto(this.path(path));
    await expectAccessible(this.page);
  }

  async opensProduct(variant: Variant): Promise<void> {
    await this.opens(`/products/${variant.slug}?${new URLSearchParams(variant.options)}`);
  }

  async addsToCart(variant: Variant): Promise<void> {
    const add = this.page.getByRole("main").getByRole("button", { name: this.words.add });
    // A cached page may still tell of the stock that another test left; the next one is fresh.
    await expect(async () => {
      await this.opensProduct(variant);
      await expect(add).toBeVisible({ timeout: 2_000 });
    }).toPass();
    const added = this.page.waitForResponse(
      (response) => response.request().method() === "POST" && response.url().includes(variant.slug),
    );
    await add.click();
    await added;
  }

  async opensCart(): Promise<void> {
    await this.opens("/cart");
  }

  /** Pays for pieces of one variant by card, on the embedded page. */
  async buys(shop: Shop, variant: Variant, quantity = 1): Promise<StoredOrder> {
    await this.hasCart(shop, variant, { quantity });
    await this.page.goto(this.path("/checkout/embedded"));
    await this.checkout.expectReady();
    const order = await shop.newestOrderOf(variant.id);
    await this.checkout.payByCard(CARDS.succeeds);
    await this.arrivesAtOrder();
    return order;
  }

  /** What the cart says has changed: "Mug (Sand) has sold out." */
  cartMessage(variant: Variant, change: "has sold out" | "now costs"): Locator {
    return this.page
      .getByRole("main")
      .getByRole("listitem")
      .filter({ hasText: new RegExp(`${variant.name}.* ${change}`) });
  }

  get checkoutLink(): Locator {
    return this.page.getByRole("main").getByRole("link", { name: this.words.checkout, exact: true });
  }

  /** On the cart page: the store's own button for its surface, the demonstration's for the others. */
  checkoutLinkTo(surface: CheckoutSurface): Locator {
    return this.page.getByRole("main").getByTestId(`checkout-${surface}`);
  }

  /** From the cart page to the embedded page, ready to be filled in. */
  async goesToCheckout(): Promise<void> {
    await this.opensCart();
    await this.checkoutLink.click();
    await this.checkout.expectReady();
    await expectAccessible(this.page);
  }

  /** From the cart to the store's own page on Checkout Elements. */
  async goesToElementsWith(variant: Variant): Promise<void> {
    await this.addsToCart(variant);
    await this.opensCart();
    await this.checkoutLinkTo("elements").click();
    await this.elements.expectReady();
    await expectAccessible(this.page);
  }

  /**
   * Has a cart without having been in the shop, and no order of it yet: for what begins at the checkout. `country` is
   * where it goes.
   */
  async hasCart(shop: Shop, variant: Variant, { quantity = 1, country = "FR" } = {}): Promise<string> {
    const cartId = newCartId();
    await shop.query("insert into carts (id, country) values ($1, $2)", [cartId, country]);
    await shop.query(
      "insert into cart_lines (cart_id, variant_id, quantity, seen_unit_amount) values ($1, $2, $3, $4)",
      [cartId, variant.id, quantity, variant.unitAmount],
    );
    const { store, cartSecret } = surroundings();
    const value = `${cartId}.${signature("cart", cartId, cartSecret)}`;
    await this.page
      .context()
      .addCookies([{ name: "cart", value, url: store, httpOnly: true, sameSite: "Lax" }]);
    return cartId;
  }

  /** On the page on Checkout Elements, without the way there. @returns the order and its session. */
  async opensElements(shop: Shop, variant: Variant): Promise<{ orderId: string; sessionId: string }> {
    await this.page.goto(this.path("/checkout/elements"));
    await this.elements.expectReady();
    const { id: orderId } = await shop.newestOrderOf(variant.id);
    const attempts = await shop.attempts(orderId);
    return { orderId, sessionId: attempts.at(-1)?.stripeId ?? "" };
  }

  /** From the cart to the store's own page on the Payment Element. */
  async goesToPaymentWith(variant: Variant): Promise<void> {
    await this.addsToCart(variant);
    await this.opensCart();
    await this.checkoutLinkTo("payment").click();
    await this.payment.expectReady();
    await expectAccessible(this.page);
  }

  /** On the page on the Payment Element, without the way there. @returns the order. */
  async opensPaymentWith(shop: Shop, variant: Variant): Promise<StoredOrder> {
    await this.hasCart(shop, variant);
    await this.page.goto(this.path("/checkout/payment"));
    await this.payment.expectReady();
    return shop.newestOrderOf(variant.id);
  }

  /** On the page with Stripe's embedded form, without the way there. @returns the order. */
  async opensEmbeddedWith(shop: Shop, variant: Variant): Promise<StoredOrder> {
    await this.hasCart(shop, variant);
    await this.page.goto(this.path("/checkout/embedded"));
    await this.checkout.expectReady();
    return shop.newestOrderOf(variant.id);
  }

  /** With an account of their own that nobody had before, without the way there. @returns its e-mail address. */
  async hasAccount(shop: Shop): Promise<string> {
    const id = await this.signsInAs("new");
    const [account] = await shop.query<{ email: string }>("select email from customers where id = $1", [id]);
    if (!account) throw new Error(`there is no account ${id}`);
    return account.email;
  }

  /** By the buttons of the demonstration. @returns the account's id. */
  async signsInAs(shopper: DemoShopper): Promise<string> {
    const answer = await this.page.request.post("/api/demo/sign-in", { data: { shopper } });
    return (await answer.json()).customerId;
  }

  /** Back from paying, on the page of the order. @returns the order's id. */
  async arrivesAtOrder(): Promise<string> {
    await this.page.waitForURL(/\/orders\/ord_[0-9a-z]+/, { timeout: 30_000 });
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(this.page);
    return this.page.url().match(/ord_[0-9a-z]+/)?.[0] ?? "";
  }

  async seesThanks(): Promise<void> {
    await expect(this.page.getByRole("heading", { name: this.words.thanks })).toBeVisible();
  }
}
