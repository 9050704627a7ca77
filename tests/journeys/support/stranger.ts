import { expect, type Page } from "@playwright/test";

/** Of goods that may be sold out. */
const TRIED = 20;

/** Somebody in a store of which nothing is known but its address. */
export class Stranger {
  constructor(readonly page: Page) {}

  /** On the page of something that can be bought, found as a search engine finds it. */
  async findsGoods(): Promise<void> {
    for (const path of (await this.goods()).slice(0, TRIED)) {
      await this.page.goto(path);
      await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
      if ((await this.addButton.isVisible()) && (await this.addButton.isEnabled())) return;
    }
    throw new Error(`None of the first ${TRIED} goods can be put into the cart.`);
  }

  /** Paths of the store's goods in its first language, from its sitemap, which is a list of files. */
  private async goods(): Promise<string[]> {
    const files = locations(await this.read("/sitemap.xml"));
    const ofProducts = files.find((file) => new URL(file).pathname === "/sitemap-products.xml");
    expect(ofProducts, "a file of products in the sitemap").toBeDefined();
    // The store may be known by another address than the one that was given.
    const { pathname, search } = new URL(ofProducts ?? "");
    const paths = locations(await this.read(`${pathname}${search}`)).map((page) => new URL(page).pathname);
    const goods = paths.filter((path) => path.startsWith("/products/"));
    expect(goods.length, "goods in the sitemap").toBeGreaterThan(0);
    return goods;
  }

  private async read(path: string): Promise<string> {
    const response = await this.page.request.get(path);
    expect(response.status(), path).toBe(200);
    return response.text();
  }

  get addButton() {
    return this.page.getByRole("main").getByRole("button", { name: "Add to cart" });
  }

  async putsIntoCart(): Promise<void> {
    const added = this.page.waitForResponse(
      (response) => response.request().method() === "POST" && response.url().includes("/products/"),
    );
    await this.addButton.click();
    await added;
    await this.page.goto("/cart");
  }

  /** Takes everything out again. */
  async emptiesCart(): Promise<void> {
    await this.page.goto("/cart");
    const remove = this.page.getByRole("main").getByRole("button", { name: /^Remove/ });
    for (let left = await remove.count(); left > 0; left = await remove.count()) {
      await remove.first().click();
      await expect(remove).toHaveCount(left - 1);
    }
  }

  /**
   * A code that the store has sent, as its viewer of e-mails shows it; null where there is no such viewer.
   *
   * @param to the address
   */
  async codeSentTo(to: string): Promise<string | null> {
    const own = await this.page.context().newPage();
    const row = own.getByRole("listitem").filter({ hasText: to }).first();
    if ((await own.goto("/local/mail"))?.status() !== 200) return null;
    await expect(async () => {
      await own.reload();
      await expect(row).toBeVisible({ timeout: 1000 });
    }).toPass();
    const path = await row.getByRole("link").getAttribute("href");
    await own.goto(`${path}?as=text`);
    const text = (await own.locator("pre").textContent()) ?? "";
    await own.close();
    return text.match(/^\d{6}$/m)?.[0] ?? null;
  }
}

const locations = (xml: string): string[] =>
  Array.from(xml.matchAll(/<loc>([^<]+)<\/loc>/g), ([, url = ""]) => url.replaceAll("&amp;", "&"));
