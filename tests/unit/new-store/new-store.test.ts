import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { parseShop } from "@/lib/model/shop";
import {
  type Answers,
  readCountry,
  readCurrency,
  readEmail,
  readLanguages,
  readName,
  readProduct,
} from "@/scripts/new-store/answers";
import { languagesFile, newShop, shopFile } from "@/scripts/new-store/new-shop";
import { settingsText } from "@/scripts/new-store/settings-text";
import store from "@/store.config";

const eur = currency("eur");

describe("an answer about a new shop", () => {
  it.each([
    [readName, " Ton & Töpfe ", "Ton & Töpfe"],
    [readEmail, "hello@shop.example ", "hello@shop.example"],
    [readCountry, "de", "DE"],
    [readCurrency, "usd", "usd"],
    [readLanguages, "DE, en", ["de", "en"]],
    [readLanguages, "fr", ["fr"]],
  ])("is taken as it is meant: %o", (read, text, value) => {
    expect(read(text)).toEqual({ ok: true, value });
  });

  it.each([
    [readName, ""],
    [readName, "x".repeat(61)],
    [readName, "<b>"],
    [readEmail, "hello"],
    [readCountry, "Germany"],
    [readCountry, "ZZ"],
    [readCurrency, "euro"],
    [readLanguages, ""],
    [readLanguages, "de, nl"],
    [readLanguages, "de, de"],
  ])("is refused with the reason: %o", (read, text) => {
    expect(read(text)).toEqual({ ok: false, why: expect.stringMatching(/\.$/) });
  });

  it.each([
    ["Blue mug, 24.50", "Blue mug", 2450],
    ["Blue mug, 24,50", "Blue mug", 2450],
    ["Mug:24", "Mug", 2400],
    ["Set of 1,2 and 3; 9", "Set of 1,2 and 3", 900],
  ])("names a product and its price: %s", (text, name, price) => {
    expect(readProduct(text, eur)).toEqual({ ok: true, value: { name, price } });
  });

  it.each(["", "Blue mug", "24.50", "Mug, 0", "Mug, 1.234", "Mug, free", "–, 5"])(
    "is refused where no product or no price is meant: %s",
    (text) => {
      expect(readProduct(text, eur)).toMatchObject({ ok: false });
    },
  );

  it("has the decimals of its currency", () => {
    expect(readProduct("Mug, 2450", currency("jpy"))).toMatchObject({ value: { price: 2450 } });
    expect(readProduct("Mug, 24.50", currency("jpy"))).toMatchObject({ ok: false });
  });
});

describe("what is written", () => {
  const answers: Answers = {
    name: "Ton & Töpfe",
    email: "hello@shop.example",
    country: "DE",
    languages: ["de", "en"],
    currency: eur,
    product: { name: "Mug", price: 2450 },
  };
  const face = newShop(answers, store, "/shop-card.jpg");

  it("is a face that the shop takes, with its colours and nothing else of the shop before", () => {
    const { name, contact, demonstration, theme, about } = parseShop(face, "de");
    expect({ name, demonstration }).toEqual({ name: "Ton & Töpfe", demonstration: false });
    expect(contact).toMatchObject({ email: "hello@shop.example", country: "DE" });
    expect(theme).toEqual(parseShop(store).theme);
    expect(Object.keys(about.tagline)).toEqual(["de", "en"]);
    const { theme: _, ...said } = face;
    expect(JSON.stringify(said)).not.toMatch(/Kiln|Lyon|Exemple/);
  });

  it("is a file that says the same", async () => {
    const [, text = ""] = /ShopInput = ([\s\S]*?);\n\nexport default/.exec(shopFile(face)) ?? [];
    const read: unknown = new Function(`return (${text})`)();
    expect(read).toEqual(face);
  });

  it("names the languages, and keeps what the file says of them", () => {
    const before = readFileSync("languages.config.ts", "utf8");
    const after = languagesFile(["de", "en"], before);
    expect(after).toContain('const languages = ["de", "en"];');
    expect(after.split("\n").length).toBe(before.split("\n").length);
    expect(() => languagesFile(["de"], "export default [];")).toThrow("languages.config.ts");
  });

  it("is refused where a text lacks the default language", () => {
    expect(() =>
      parseShop(newShop({ ...answers, languages: ["en"] }, store, "/shop-card.jpg"), "de"),
    ).toThrow("about.tagline.de is missing");
  });

  it("leaves the other settings as they are, however often it is written", () => {
    const before = "# mine\nSTORE_CURRENCY=USD\nSMTP_URL=smtp://x\n#STORE_COUNTRY=FR\n";
    const variables = { STORE_COUNTRY: "DE", STORE_CURRENCY: "EUR" };
    const after = "# mine\nSMTP_URL=smtp://x\n#STORE_COUNTRY=FR\nSTORE_COUNTRY=DE\nSTORE_CURRENCY=EUR\n";
    expect(settingsText(before, variables)).toBe(after);
    expect(settingsText(after, variables)).toBe(after);
    expect(settingsText("", variables)).toBe("STORE_COUNTRY=DE\nSTORE_CURRENCY=EUR\n");
  });
});
