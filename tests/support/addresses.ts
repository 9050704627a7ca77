/** A valid address for every country: postal code, town, state. */
export const GOOD_PARTS: Record<string, [string, string, string]> = {
  FR: ["75002", "Paris", ""],
  BE: ["1000", "Bruxelles", ""],
  LU: ["L-1234", "Luxembourg", ""],
  MC: ["98000", "Monaco", ""],
  AT: ["1010", "Wien", ""],
  BG: ["1000", "Sofia", ""],
  HR: ["10000", "Zagreb", ""],
  CY: ["2008", "Nicosia", ""],
  CZ: ["110 00", "Praha", ""],
  DE: ["10117", "Berlin", ""],
  DK: ["1050", "København", ""],
  EE: ["10111", "Tallinn", ""],
  ES: ["28001", "Madrid", ""],
  FI: ["00100", "Helsinki", ""],
  GR: ["105 57", "Athina", ""],
  HU: ["1051", "Budapest", ""],
  IE: ["D02 X285", "Dublin", "Co. Dublin"],
  IT: ["00184", "Roma", "RM"],
  LV: ["LV-1010", "Riga", ""],
  LT: ["LT-01100", "Vilnius", ""],
  MT: ["VLT 1117", "Valletta", ""],
  NL: ["1012 AB", "Amsterdam", ""],
  PL: ["00-001", "Warszawa", ""],
  PT: ["1100-001", "Lisboa", ""],
  RO: ["010011", "Bucuresti", ""],
  SE: ["111 22", "Stockholm", ""],
  SI: ["1000", "Ljubljana", ""],
  SK: ["811 01", "Bratislava", ""],
  CH: ["8001", "Zürich", ""],
  GB: ["SW1A 1AA", "London", ""],
  NO: ["0150", "Oslo", ""],
  US: ["95014", "Cupertino", "CA"],
  CA: ["H3Z 2Y7", "Westmount", "QC"],
  AU: ["2000", "Sydney", "NSW"],
  NZ: ["6011", "Wellington", ""],
  JP: ["150-0001", "Shibuya", "Tokyo"],
  KR: ["03051", "Jongno-gu", "Seoul"],
  SG: ["238801", "", ""],
  HK: ["", "Central", "Hong Kong Island"],
};

/** A valid address in the store's form. */
export function addressIn(country: string) {
  const [postalCode = "", city = "", state = ""] = GOOD_PARTS[country] ?? [];
  return { country, line1: "1 rue de la Paix", postalCode, city, state };
}

/** A valid address as Stripe's forms send it. */
export function stripeAddressIn(country: string) {
  const { line1, postalCode: postal_code, city, state } = addressIn(country);
  return { line1, postal_code, city, state, country };
}
