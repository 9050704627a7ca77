/** Standard VAT rates of the European Union, in percent. A table for demos, not advice. */
const EU_VAT: Record<string, number> = {
  AT: 20,
  BE: 21,
  BG: 20,
  CY: 19,
  CZ: 21,
  DE: 19,
  DK: 25,
  EE: 24,
  ES: 21,
  FI: 25.5,
  FR: 20,
  GR: 24,
  HR: 25,
  HU: 27,
  IE: 23,
  IT: 22,
  LT: 21,
  LU: 17,
  LV: 21,
  MT: 18,
  NL: 21,
  PL: 23,
  PT: 23,
  RO: 21,
  SE: 25,
  SI: 22,
  SK: 23,
};

/** State sales tax of the United States in percent, without counties and cities; states not listed have none here. */
const US_SALES_TAX: Record<string, number> = {
  AZ: 5.6,
  CA: 7.25,
  CO: 2.9,
  FL: 6,
  GA: 4,
  IL: 6.25,
  MA: 6.25,
  MI: 6,
  NC: 4.75,
  NJ: 6.625,
  NY: 4,
  OH: 5.75,
  PA: 6,
  TX: 6.25,
  VA: 5.3,
  WA: 6.5,
};

export interface TaxRule {
  percent: number;
  country: string;
  state: string | null;
  name: "VAT" | "Sales tax";
}

/** The rate at an address; null where the table knows no tax. */
export function taxRuleAt(address: { country: string | null; state: string | null }): TaxRule | null {
  const country = address.country?.toUpperCase() ?? "";
  if (country === "US") {
    const state = address.state?.toUpperCase() ?? "";
    const percent = US_SALES_TAX[state];
    return percent === undefined ? null : { percent, country, state, name: "Sales tax" };
  }
  const percent = EU_VAT[country];
  return percent === undefined ? null : { percent, country, state: null, name: "VAT" };
}
