import { z } from "zod";
import { type Languages, readLanguages as readCodes } from "@/i18n/languages";
import { isCountry } from "@/lib/base/countries";
import { type Currency, currency, isChargeable } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import { toSlug } from "@/lib/catalog/goods/slug-text";

/** What a merchant says of a new shop. `price` is in minor units of `currency`. */
export type Answers = {
  name: string;
  email: string;
  country: string;
  /** The first is the default. */
  languages: Languages;
  currency: Currency;
  product: { name: string; price: number };
};

export type Read<Value> = { ok: true; value: Value } | { ok: false; why: string };

const fine = <Value>(value: Value): Read<Value> => ({ ok: true, value });
const wrong = (why: string): Read<never> => ({ ok: false, why });

export function readName(text: string): Read<string> {
  const name = text.trim();
  if (name === "") return wrong("A shop needs a name.");
  if (name.length > 60) return wrong(`A name has at most 60 characters, and this has ${name.length}.`);
  return /[<>"\p{Cc}]/u.test(name) ? wrong('A name has no <, > or ".') : fine(name);
}

export function readEmail(text: string): Read<string> {
  const read = z.email().safeParse(text.trim());
  return read.success ? fine(read.data) : wrong("This is no e-mail address, such as hello@shop.example.");
}

export function readCountry(text: string): Read<string> {
  const code = text.trim().toUpperCase();
  return isCountry(code)
    ? fine(code)
    : wrong("A country has a code of two letters, such as FR, DE, GB or US.");
}

/** "de, en". */
export function readLanguages(text: string): Read<Languages> {
  const codes = text.toLowerCase().match(/[^\s,;]+/g) ?? [];
  const read = readCodes(codes);
  return read.ok ? fine(read.languages) : read;
}

const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));

export function readCurrency(text: string): Read<Currency> {
  const code = text.trim().toUpperCase();
  return CURRENCIES.has(code)
    ? fine(currency(code))
    : wrong("A currency has a code of three letters, such as EUR, GBP or USD.");
}

/** "Blue mug, 24.50". */
export function readProduct(text: string, code: Currency): Read<Answers["product"]> {
  const [, name = "", amount = ""] = /^(.*?\S)\s*[,;:]\s*(\d[\d.,]*)$/.exec(text.trim()) ?? [];
  if (name === "") return wrong("Write its name and its price with a comma between them: Blue mug, 24.50");
  if (name.length > 200) return wrong("A product's name has at most 200 characters here.");
  if (toSlug(name) === "")
    return wrong("The name needs a letter or a digit, as its page's address is made of it.");
  const price = parseAmount(amount, code);
  if (price === null || price <= 0 || !isChargeable(price, code))
    return wrong(`${amount} is no price in ${code.toUpperCase()}.`);
  return fine({ name, price });
}
