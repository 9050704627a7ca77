/** Countries and regions that a billing address may name. */
const ALL =
  "AC AD AE AF AG AI AL AM AO AQ AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PY QA RE RO RS RU RW SA SB SC SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS XK YE YT ZA ZM ZW".split(
    " ",
  );

const WITHOUT_POSTAL_CODE = new Set(
  "AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GA GD GH GM GN GQ GY HK JM KI KM KN KP LC ML MO MR MW NR NU QA RW SB SC SL SO SR ST SY TD TG TK TL TO TT TV UG VU WS YE ZW".split(
    " ",
  ),
);

/** Parts that may be empty, and countries without towns, as in Google's address data, which Stripe's forms use. */
const OPTIONAL_POSTAL_CODE = new Set(["BG", "CY", "HR", "IE", "MC", "MT", "SI"]);
const OPTIONAL_CITY = new Set(["HK"]);
const WITHOUT_CITY = new Set(["GI", "SG"]);

const STATES: Record<string, string> = {
  US: "AL:Alabama AK:Alaska AZ:Arizona AR:Arkansas CA:California CO:Colorado CT:Connecticut DE:Delaware DC:District_of_Columbia FL:Florida GA:Georgia HI:Hawaii ID:Idaho IL:Illinois IN:Indiana IA:Iowa KS:Kansas KY:Kentucky LA:Louisiana ME:Maine MD:Maryland MA:Massachusetts MI:Michigan MN:Minnesota MS:Mississippi MO:Missouri MT:Montana NE:Nebraska NV:Nevada NH:New_Hampshire NJ:New_Jersey NM:New_Mexico NY:New_York NC:North_Carolina ND:North_Dakota OH:Ohio OK:Oklahoma OR:Oregon PA:Pennsylvania RI:Rhode_Island SC:South_Carolina SD:South_Dakota TN:Tennessee TX:Texas UT:Utah VT:Vermont VA:Virginia WA:Washington WV:West_Virginia WI:Wisconsin WY:Wyoming",
  CA: "AB:Alberta BC:British_Columbia MB:Manitoba NB:New_Brunswick NL:Newfoundland_and_Labrador NT:Northwest_Territories NS:Nova_Scotia NU:Nunavut ON:Ontario PE:Prince_Edward_Island QC:Quebec SK:Saskatchewan YT:Yukon",
  AU: "ACT:Australian_Capital_Territory NSW:New_South_Wales NT:Northern_Territory QLD:Queensland SA:South_Australia TAS:Tasmania VIC:Victoria WA:Western_Australia",
  HK: "Hong_Kong_Island:Hong_Kong_Island Kowloon:Kowloon New_Territories:New_Territories",
};

export interface Choice {
  value: string;
  label: string;
}

export type Need = "required" | "optional" | "absent";

/** Parts of a country's addresses. */
interface AddressShape {
  postalCode: Need;
  city: Need;
  /** The states of the country; empty when its addresses have none. */
  states: Choice[];
  labels: {
    postalCode: "address.zip" | "address.postal" | "address.eircode";
    city: "address.city" | "address.district";
    state: "address.state" | "address.province" | "address.area";
  };
}

export function addressShape(country: string): AddressShape {
  return {
    postalCode: need(country, WITHOUT_POSTAL_CODE, OPTIONAL_POSTAL_CODE),
    city: need(country, WITHOUT_CITY, OPTIONAL_CITY),
    states: (STATES[country] ?? "")
      .split(" ")
      .filter(Boolean)
      .map((entry) => {
        const [value = "", label = ""] = entry.replaceAll("_", " ").split(":");
        return { value, label };
      }),
    labels: labelsOf(country),
  };
}

function need(country: string, without: Set<string>, optional: Set<string>): Need {
  if (without.has(country)) return "absent";
  return optional.has(country) ? "optional" : "required";
}

function labelsOf(country: string): AddressShape["labels"] {
  const usual = { postalCode: "address.postal", city: "address.city", state: "address.state" } as const;
  switch (country) {
    case "US":
      return { ...usual, postalCode: "address.zip" };
    case "CA":
      return { ...usual, state: "address.province" };
    case "IE":
      return { ...usual, postalCode: "address.eircode" };
    case "HK":
      return { ...usual, city: "address.district", state: "address.area" };
    default:
      return usual;
  }
}

/** Countries by name in the reader's language; `allowed` null means all. */
export function countryChoices(allowed: readonly string[] | null, locale: string): Choice[] {
  const names = new Intl.DisplayNames([locale], { type: "region" });
  return (allowed ?? ALL)
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

const POSTAL_PATTERNS: Record<string, RegExp> = {
  US: /^\d{5}(-?\d{4})?$/,
  CA: /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i,
  GB: /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i,
  DE: /^\d{5}$/,
  FR: /^\d{5}$/,
  ES: /^\d{5}$/,
  IT: /^\d{5}$/,
  NL: /^\d{4} ?[A-Z]{2}$/i,
  BE: /^\d{4}$/,
  AT: /^\d{4}$/,
  CH: /^\d{4}$/,
  LU: /^(L-)?\d{4}$/i,
};

/** Whether a postal code is valid. For a country whose pattern is unknown, any text is. */
export function isPostalCode(text: string, country: string): boolean {
  const trimmed = text.trim();
  return trimmed !== "" && (POSTAL_PATTERNS[country]?.test(trimmed) ?? true);
}
