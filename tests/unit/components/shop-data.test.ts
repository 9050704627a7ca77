import { describe, expect, it } from "vitest";
import { shopData } from "@/components/layout/shop-data";
import { shop } from "@/lib/config/shop";

const BASE = "https://shop.test";

describe("what search engines read of the shop", () => {
  it("is the shop, with all that its face says, and its website in the page's language", () => {
    const [store, website] = shopData(shop(), BASE, "fr");
    const { contact, name } = shop();
    expect(store).toMatchObject({
      "@type": "OnlineStore",
      name,
      legalName: contact.company,
      url: `${BASE}/`,
      email: contact.email,
      address: { "@type": "PostalAddress", addressCountry: contact.country },
      hasMerchantReturnPolicy: { merchantReturnLink: `${BASE}/fr/legal/returns` },
    });
    expect(website).toMatchObject({
      "@type": "WebSite",
      url: `${BASE}/fr`,
      inLanguage: "fr",
      publisher: { "@id": store?.["@id"] },
    });
  });

  it("says nothing that the shop does not have", () => {
    const bare = {
      ...shop(),
      logo: null,
      social: {},
      contact: { ...shop().contact, phone: null, vat: null },
    };
    const [store] = shopData(bare, BASE, "en");
    for (const property of ["logo", "telephone", "vatID", "sameAs"])
      expect(store).not.toHaveProperty(property);
    expect(JSON.stringify(store)).not.toMatch(/null|undefined/);
  });

  it("has the logo and the shop's other pages by their whole addresses", () => {
    const full = {
      ...shop(),
      logo: { light: "/logo.svg", dark: "/logo-dark.svg", width: 120, height: 32 },
      social: { Elsewhere: "https://social.test/shop" },
    };
    expect(shopData(full, BASE, "en")[0]).toMatchObject({
      logo: `${BASE}/logo.svg`,
      sameAs: ["https://social.test/shop"],
    });
  });
});
