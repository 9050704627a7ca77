import { describe, expect, it } from "vitest";
import { failureOf } from "../../src/browser/failures";
import { readFrameParams, writeFrameParams } from "../../src/browser/frame-params";
import { pack, unpack } from "../../src/browser/messages";
import { taxParts } from "../../src/browser/tax-parts";
import { addressShape, countryChoices, isPostalCode } from "../../src/facts/countries";
import { formatAmount } from "../../src/facts/money";
import { inkOn, luminance } from "../../src/forms/look";
import { html } from "../../src/http/html";
import { de } from "../../src/texts/de";
import { en } from "../../src/texts/en";
import { fr } from "../../src/texts/fr";
import { chooseLocale, translator } from "../../src/texts/translate";

describe("the texts", () => {
  const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

  it.each(Object.entries({ fr, de }))(
    "have the same placeholders in %s",
    (_, texts: Record<string, string>) => {
      for (const [key, text] of Object.entries(en)) expect(names(texts[key] ?? ""), key).toEqual(names(text));
    },
  );

  it("follow the session, then the browser, then English", () => {
    expect(chooseLocale(["auto", "fr-CA", "en"])).toBe("fr");
    expect(chooseLocale([null, "de"])).toBe("de");
    expect(chooseLocale([null, "nl"])).toBe("en");
    expect(translator("en")("summary.pay", { merchant: "A" })).toBe("Pay A");
  });
});

describe("a refused payment", () => {
  const said = (error: Parameters<typeof failureOf>[0]) => en[failureOf(error).text];

  it("is shown in the shopper's words", () => {
    expect(said({ code: "card_declined", decline_code: "generic_decline" })).toBe("Your card was declined.");
    expect(said({ code: "card_declined", decline_code: "insufficient_funds" })).toBe(
      "Your card has insufficient funds.",
    );
    expect(said({ code: "expired_card" })).toBe("Your card has expired.");
    expect(said({ code: "incorrect_cvc" })).toMatch(/^Your card.s security code is incorrect\.$/);
    expect(said({ code: "payment_intent_authentication_failure" })).toMatch(/^We are unable to authenticate/);
  });

  it("is shown at the field it is about", () => {
    expect(failureOf({ code: "incorrect_cvc" }).place).toBe("cvc");
    expect(failureOf({ type: "card_error", code: "new_code" }).place).toBe("number");
    expect(failureOf({ type: "api_connection_error" })).toEqual({
      text: "decline.unknown",
      place: "payment",
    });
  });
});

describe("an address", () => {
  it("has the parts that its country uses", () => {
    expect(addressShape("US").states).toHaveLength(51);
    expect(addressShape("US").labels.postalCode).toBe("address.zip");
    expect(addressShape("FR").states).toHaveLength(0);
    expect(addressShape("HK")).toMatchObject({ postalCode: "absent", city: "optional" });
    expect(addressShape("HK").states.map(({ value }) => value)).toContain("Hong Kong Island");
    expect(addressShape("IE")).toMatchObject({ postalCode: "optional", city: "required", states: [] });
    expect(addressShape("SG")).toMatchObject({ postalCode: "required", city: "absent", states: [] });
  });

  it("offers only the allowed countries, by name", () => {
    expect(countryChoices(["FR", "DE"], "fr").map(({ label }) => label)).toEqual(["Allemagne", "France"]);
    expect(countryChoices(null, "en").length).toBeGreaterThan(200);
  });

  it("checks postal codes of countries whose format is known", () => {
    expect(isPostalCode("75001", "FR")).toBe(true);
    expect(isPostalCode("7500", "FR")).toBe(false);
    expect(isPostalCode("1012 AB", "NL")).toBe(true);
    expect(isPostalCode("anything", "BR")).toBe(true);
  });
});

describe("frames", () => {
  it("accept only their own messages, and only well-formed ones", () => {
    const message = { type: "height", height: 10 } as const;
    expect(unpack("1", pack("1", message))).toEqual(message);
    expect(unpack("2", pack("1", message))).toBeNull();
    expect(unpack("1", { localStripe: "1", message: { type: "height", height: "10" } })).toBeNull();
    expect(unpack("1", "hello")).toBeNull();
  });

  it("keep the parameters in their fragment unchanged", () => {
    const params = {
      frameId: "1",
      parentOrigin: "http://localhost:3000",
      key: "pk",
      clientSecret: "cs_secret_a+b/c&d",
      locale: "fr",
      source: "",
    };
    expect(readFrameParams(writeFrameParams(params))).toEqual(params);
  });
});

describe("what is rendered", () => {
  it("escapes everything that is not the page's own markup", () => {
    expect(html`<p>${"<b>&"}</p>${[html`<i>${1}</i>`]}${null}`.text).toBe("<p>&lt;b&gt;&amp;</p><i>1</i>");
  });

  it("gives a button's text a colour that can be read", () => {
    expect(inkOn("#0a2540")).toBe("#ffffff");
    expect(inkOn("#ffd166")).toBe("#0b0d12");
    expect(luminance("#ffffff")).toBeCloseTo(1);
  });

  it("knows currencies without decimals", () => {
    expect(formatAmount(1250, "eur", "en")).toBe("€12.50");
    expect(formatAmount(1250, "jpy", "en")).toBe("¥1,250");
  });

  it("distinguishes tax inside the price from tax on top", () => {
    const total_details = { amount_discount: 0, amount_shipping: 0, amount_tax: 200 };
    const session = { amount_subtotal: 1000, shipping_cost: null, total_details };
    expect(taxParts({ ...session, amount_total: 1000 })).toEqual({ added: 0, included: 200 });
    expect(taxParts({ ...session, amount_total: 1200 })).toEqual({ added: 200, included: 0 });
    expect(taxParts({ ...session, amount_total: 1050 })).toEqual({ added: 50, included: 150 });
  });
});
