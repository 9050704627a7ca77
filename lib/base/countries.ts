/** Codes that have a name and are no country: an unknown one, unions, tests. */
const NO_COUNTRY = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);
const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** Whether a text is the ISO 3166-1 alpha-2 code of a country, in capitals. */
export const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) && regions.of(code) !== undefined && !NO_COUNTRY.has(code);

/** For what is wrong with it: "XX is not a country's code". */
export const noCountry = ({ input }: { input?: unknown }): string =>
  `${typeof input === "string" ? input : "this"} is not a country's code: two capital letters of ISO 3166, as in FR`;

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** The code of every country. */
export const allCountries = (): string[] =>
  LETTERS.flatMap((first) => LETTERS.map((second) => `${first}${second}`)).filter(isCountry);
