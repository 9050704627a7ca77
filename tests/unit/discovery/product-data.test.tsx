import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { JsonLd } from "@/components/catalog/json-ld";
import { shopData } from "@/components/layout/shop-data";
import { routing } from "@/i18n/routing";
import { currency } from "@/lib/base/money";
import type { CatalogProduct } from "@/lib/catalog/types";
import { shop } from "@/lib/config/shop";
import { breadcrumbData } from "@/lib/discovery/breadcrumb-data";
import { productData } from "@/lib/discovery/product-data";
import { standardPlan } from "@/lib/shipping/standard-plan";
import { aProduct, aVariant } from "@/tests/support/catalog-product";
import { vocabularyProblems } from "@/tests/support/schema-org";

const base = "https://shop.test";
const delivery = { plan: standardPlan(currency("eur")), country: "FR" };
const data = (product: CatalogProduct, locale: "en" | "fr" | "de" = "en") =>
  productData(product, { locale, base, delivery });
const one = aProduct({ axes: [], variants: [aVariant({ options: {} })] });

/**
 * What Google wants for a merchant listing. Source: developers.google.com/search/docs/appearance/structured-data/merchant-listing and
 * /product-variants.
 */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Product: ["name", "image", "offers", "description", "sku", "gtin", "brand", "url"],
  ProductGroup: ["name", "hasVariant", "productGroupID", "variesBy", "description", "brand", "url", "image"],
  Variant: ["name", "image", "offers", "sku", "gtin", "color", "size"],
  Offer: ["price", "priceCurrency", "availability", "url", "shippingDetails"],
  OfferShippingDetails: ["shippingRate", "shippingDestination", "deliveryTime"],
  OnlineStore: ["name", "url", "address", "email", "hasMerchantReturnPolicy"],
  WebSite: ["name", "url"],
};

function missing(node: unknown, kind?: string): string[] {
  const { "@type": type, ...properties } = Object(node);
  const rows = (REQUIRED[kind ?? type] ?? []).filter((property) => !(property in properties));
  const below = Object.entries(properties).flatMap(([name, value]) =>
    [value]
      .flat()
      .flatMap((item) =>
        typeof item === "object" ? missing(item, name === "hasVariant" ? "Variant" : undefined) : [],
      ),
  );
  return [...rows.map((property) => `${kind ?? type}.${property}`), ...below];
}

describe("what search engines read of goods", () => {
  it.each(routing.locales)("follows schema.org's vocabulary, and has what Google asks for: %s", (locale) => {
    for (const product of [aProduct(), one]) {
      expect(vocabularyProblems(data(product, locale))).toEqual([]);
      expect(missing(data(product, locale))).toEqual([]);
    }
    for (const node of shopData(shop(), base, locale)) {
      expect(vocabularyProblems(node)).toEqual([]);
      expect(missing(node)).toEqual([]);
    }
  });

  it("says where a page stands in the tree, from the home page down", () => {
    const crumbs = [
      { name: "Home", href: "/" },
      { name: "Ceramics", href: "/categories/ceramics" },
      { name: "Cups", href: "/categories/cups" },
      { name: "Mug", href: "/products/mug" },
    ];
    const list = breadcrumbData(crumbs, { locale: "fr", base });
    expect(vocabularyProblems(list)).toEqual([]);
    expect(list.itemListElement).toHaveLength(4);
    expect(list.itemListElement[2]).toEqual({
      "@type": "ListItem",
      position: 3,
      name: "Cups",
      item: { "@id": `${base}/fr/categories/cups` },
    });
  });

  it("gives each variant its own offer, address, number and options", () => {
    const group = data(aProduct(), "fr");
    expect(group).toMatchObject({
      "@type": "ProductGroup",
      url: `${base}/fr/products/mug`,
      variesBy: ["https://schema.org/color", "https://schema.org/size"],
      hasVariant: [
        {
          sku: "MUG-SAND-M",
          color: "Sable",
          offers: { url: `${base}/fr/products/mug?colour=sand&size=m`, price: "12.50" },
        },
        {
          sku: "MUG-INK-M",
          color: "Encre",
          offers: { url: `${base}/fr/products/mug?colour=ink&size=m`, price: "14.00" },
        },
      ],
    });
  });

  it("is a plain product where there is one variant", () => {
    expect(data(one)).toMatchObject({ "@type": "Product", sku: "MUG-SAND-M", offers: { price: "12.50" } });
    expect(data(one)).not.toHaveProperty("hasVariant");
  });

  it.each([
    ["jpy", 1250, "1250"],
    ["kwd", 1250, "1.250"],
    ["eur", 1250, "12.50"],
    ["isk", 125_000, "1250"],
  ])("has prices in the decimals of %s", (code, unitAmount, price) => {
    const product = aProduct({
      axes: [],
      variants: [aVariant({ options: {}, unitAmount, currency: currency(code) })],
    });
    expect(data(product)).toMatchObject({ offers: { price, priceCurrency: code.toUpperCase() } });
  });

  it.each([
    [{ available: 3, ready: 3 }, "InStock"],
    [{ available: 1_000_000, ready: 0 }, "BackOrder"],
    [{ available: 0, ready: 0 }, "OutOfStock"],
  ])("says what can be had: %j is %s", (stock, availability) => {
    const product = aProduct({ axes: [], variants: [aVariant({ options: {}, ...stock })] });
    expect(data(product)).toMatchObject({ offers: { availability: `https://schema.org/${availability}` } });
  });

  it("says the price before, the cheapest delivery there, and nothing that is not known", () => {
    const before = aProduct({ axes: [], variants: [aVariant({ options: {}, compareAtAmount: 2000 })] });
    expect(vocabularyProblems(data(before))).toEqual([]);
    expect(data(before)).toMatchObject({
      offers: {
        price: "12.50",
        priceSpecification: { price: "20.00" },
        shippingDetails: {
          shippingRate: { value: "4.90", currency: "EUR" },
          shippingDestination: { addressCountry: "FR" },
        },
      },
    });
    const bare = aProduct({
      vendor: null,
      images: {},
      axes: [],
      variants: [aVariant({ options: {}, barcode: "4006381333932" })],
    });
    const text = JSON.stringify(productData(bare, { locale: "en", base, delivery: null }));
    expect(text).not.toMatch(
      /null|undefined|gtin|brand|image|shippingDetails|priceValidUntil|StrikethroughPrice/,
    );
  });

  it("can't be ended by a merchant's text", () => {
    const text = "</script><script>alert(1)</script><!-- &";
    const page = renderToStaticMarkup(<JsonLd data={data(aProduct({ name: { en: text } }))} />);
    expect(page.match(/<\/?script/g)).toEqual(["<script", "</script"]);
    expect(page).not.toContain("<!--");
    expect(JSON.parse(page.replace(/<[^>]+>/g, ""))).toMatchObject({ name: text });
  });
});

describe("the check of the vocabulary", () => {
  it.each([
    [{ "@type": "Offer", prize: "12" }, "prize is no property of Offer"],
    [{ "@type": "Ofer" }, "it is a Ofer, which schema.org does not know"],
    [
      { "@type": "Offer", availability: "https://schema.org/Soon" },
      /availability can't be "https:\/\/schema.org\/Soon"/,
    ],
    [{ "@type": "Offer", url: "/products/mug" }, /url can't be "\/products\/mug"/],
    [{ "@type": "Product", offers: { "@type": "Person" } }, /offers can't be a Person/],
  ])("finds what is wrong: %j", (node, problem) => {
    expect(vocabularyProblems(node)).toEqual([expect.stringMatching(problem)]);
  });
});
