import { describe, expect, it } from "vitest";
import { renderOrderEmail } from "@/emails/render-order-email";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { localPath } from "@/lib/base/i18n-path";
import { currency, formatMoney } from "@/lib/base/money";
import { shop } from "@/lib/config/shop";
import { ORDER_EMAILS, type OrderEmailData } from "@/lib/email/order-email";
import { legalPage } from "@/lib/legal/legal-page.server";
import { LEGAL_PAGES, legalPath } from "@/lib/legal/pages";

const data: OrderEmailData = {
  locale: "en",
  number: "K7Q4-M2XD",
  currency: currency("eur"),
  lines: [
    {
      sku: "MUG-SAND-M",
      name: "Mug <b>",
      option: "Sand / M",
      quantity: 2,
      unitAmount: 2000,
      total: 4000,
      image: "https://shop.example/m.jpg",
    },
  ],
  subtotal: 4000,
  discounts: [{ name: "Welcome", reason: "With code WELCOME", amount: 500 }],
  shipping: { name: "Standard", amount: 490 },
  tax: { added: 0, included: 0 },
  total: 3990,
  recipient: "Ada Lovelace",
  address: ["12 rue des Potiers", "1000 Bruxelles", "Belgium"],
  pickup: null,
  storeUrl: "https://shop.example/",
  orderUrl: "https://shop.example/orders/ord_1",
  payAgainUrl: "https://shop.example/checkout/embedded?order=ord_1",
  carrier: "bpost",
  trackingNumber: "3SABC",
  trackingUrl: null,
  parcel: [],
  isSent: true,
  agreed: [],
  refund: null,
  returned: null,
  credit: null,
};

describe.each(routing.locales)("order e-mails in %s", (locale) => {
  const t = translator(locale, "emails");
  const money = (amount: number) => formatMoney(amount, data.currency, locale);
  const render = (kind: (typeof ORDER_EMAILS)[number], changes: Partial<OrderEmailData> = {}) =>
    renderOrderEmail(kind, { ...data, ...changes, locale });

  it("carries to a consumer how to withdraw, and the terms, when it confirms the order, and in no other e-mail", async () => {
    const texts = ["returns", "terms"] as const;
    const agreed = texts.map((page) => legalPage(page, locale));
    const titles = agreed.map(({ title }) => title);
    const confirmed = await render("order_confirmed", { agreed });
    const others = [await render("order_confirmed"), await render("order_shipped", { agreed })];
    for (const title of titles) {
      for (const body of [confirmed.html, confirmed.text]) expect(body).toContain(title);
      for (const { text } of others) expect(text).not.toContain(`${title} (`);
    }
    expect(confirmed.text).toContain(shop().contact.street);
  });

  it.each(ORDER_EMAILS)("lead to all legal pages in its language: %s", async (kind) => {
    const { text, html } = await render(kind);
    for (const page of LEGAL_PAGES) {
      const url = `https://shop.example${localPath(locale, legalPath(page))}`;
      expect(text).toContain(`${legalPage(page, locale).title}: ${url}`);
      expect(html).toContain(`href="${url}"`);
    }
  });

  it.each(ORDER_EMAILS)(
    "%s names the order in the subject and says the same in HTML and text",
    async (kind) => {
      const { subject, html, text } = await render(kind);
      expect(subject).toContain("K7Q4-M2XD");
      expect(html).toContain(`lang="${locale}"`);
      for (const body of [html.replaceAll("<!-- -->", ""), text]) {
        expect(body).toContain("Ada Lovelace");
        expect(body).toContain("1000 Bruxelles");
        expect(body).toContain(money(3990));
        expect(body).toContain(money(-500));
        expect(body).toContain("With code WELCOME");
      }
    },
  );

  it("offers to pay again only when the payment failed", async () => {
    for (const kind of ORDER_EMAILS) {
      const { html, text } = await render(kind);
      expect(html.includes(data.payAgainUrl)).toBe(kind === "payment_failed");
      expect(text.includes(data.payAgainUrl)).toBe(kind === "payment_failed");
    }
  });

  it("tells the tracking number when it was shipped, if there is one", async () => {
    expect((await render("order_shipped")).text).toContain("3SABC");
    expect((await render("order_shipped")).html).toContain("3SABC");
    expect((await render("order_shipped", { trackingNumber: null })).text).not.toContain("3SABC");
  });

  it("writes names as text, never as markup", async () => {
    expect((await render("order_confirmed")).html).not.toContain("Mug <b>");
  });

  it("tells a tax that is added from one that the total contains", async () => {
    const row = `${t("tax")}: ${money(800)}`;
    const inTotal = t("taxInside", { amount: money(581) });
    const note = `${t("total")} (${inTotal})`;
    const added = await render("order_confirmed", { tax: { added: 800, included: 0 } });
    expect(added.text).toContain(row);
    expect(added.text).not.toContain(note);
    const inside = await render("order_confirmed", { tax: { added: 0, included: 581 } });
    expect(inside.text).toContain(note);
    expect(inside.text).not.toContain(`\n${t("tax")}: `);
    expect(inside.html.replaceAll("<!-- -->", "")).toContain(inTotal);
    expect((await render("order_confirmed")).text.toLowerCase()).not.toContain(t("tax").toLowerCase());
  });

  it("leaves out an address that isn't known", async () => {
    const { text } = await render("payment_failed", { address: [], recipient: null });
    expect(text).not.toContain(t("deliveryTo"));
  });
});

describe("the language of an order e-mail", () => {
  it("is the order's", async () => {
    expect((await renderOrderEmail("order_confirmed", data)).subject).toBe(
      "Your order K7Q4-M2XD is confirmed",
    );
    expect((await renderOrderEmail("order_confirmed", { ...data, locale: "fr" })).subject).toBe(
      "Votre commande K7Q4-M2XD est confirmée",
    );
    expect((await renderOrderEmail("order_confirmed", { ...data, locale: "de" })).subject).toBe(
      "Ihre Bestellung K7Q4-M2XD ist bestätigt",
    );
  });
});
