import type { TestCard } from "./card-types";

type Row = [
  number: string,
  alias: string | null,
  brand: string,
  country: string,
  funding?: TestCard["funding"],
];

const BRANDS: Row[] = [
  ["4242424242424242", "visa", "visa", "US"],
  ["4000056655665556", "visa_debit", "visa", "US", "debit"],
  ["5555555555554444", "mastercard", "mastercard", "US"],
  ["2223003122003222", null, "mastercard", "US"],
  ["5200828282828210", "mastercard_debit", "mastercard", "US", "debit"],
  ["5105105105105100", "mastercard_prepaid", "mastercard", "US", "prepaid"],
  ["378282246310005", "amex", "amex", "US"],
  ["371449635398431", null, "amex", "US"],
  ["6011111111111117", "discover", "discover", "US"],
  ["6011000990139424", null, "discover", "US"],
  ["6011981111111113", null, "discover", "US", "debit"],
  ["3056930009020004", "diners", "diners", "US"],
  ["36227206271667", null, "diners", "US"],
  ["6555900000604105", null, "discover", "US"],
  ["3566002020360505", "jcb", "jcb", "JP"],
  ["6200000000000005", "unionpay", "unionpay", "CN"],
  ["6200000000000047", null, "unionpay", "CN", "debit"],
  ["6205500000000000004", null, "unionpay", "CN"],
  ["4000002500001001", "visa_cartesBancaires", "visa", "FR"],
  ["5555552500001001", "mastercard_cartesBancaires", "mastercard", "FR"],
  ["4000050360000001", "visa_debit_eftposAuCoBranded", "visa", "AU", "debit"],
  ["5555050360000080", "mastercard_debit_eftposAuCoBranded", "mastercard", "AU", "debit"],
  ["4000051230000072", "debit_visaFsaProductCode", "visa", "US", "debit"],
  ["5200828282828897", "mastercard_debit_mastercardFsaProductCode", "mastercard", "US", "debit"],
  ["4000000000000077", "bypassPending", "visa", "US"],
  ["4000003720000278", "bypassPendingInternational", "visa", "IE"],
];

/** Cards by the bank's country; the alias is `pm_card_<country>` unless marked. */
const COUNTRIES = `AR 4000000320000021, BR 4000000760000002, CA 4000001240000000, CL 4000001520000001,
CO 4000001700000003, CR 4000001880000005, EC 4000002180000000, MX 4000004840008001, PA 4000005910000000,
PY 4000006000000066, PE 4000006040000068, UY 4000008580000003, AE 4000007840000001, AT 4000000400000008,
BE 4000000560000004, BG 4000001000000000, BY 4000001120000005, HR 4000001910000009, CY 4000001960000008,
CZ 4000002030000002, DK 4000002080000001, EE 4000002330000009, FI 4000002460000001, FR 4000002500000003,
DE 4000002760000016, GI 4000002920000005, GR 4000003000000030, HU 4000003480000005, IE 4000003720000005,
IT 4000003800000008, LV 4000004280000005, LI 4000004380000004, LT 4000004400000000, LU 4000004420000006,
MT 4000004700000007, NL 4000005280000002, NO 4000005780000007, PL 4000006160000005, PT 4000006200000007,
RO 4000006420000001, SI 4000007050000006, SK 4000007030000001, ES 4000007240000007, SE 4000007520000008,
CH 4000007560000009, GB 4000008260000000, AU 4000000360000006, CN 4000001560000002, HK 4000003440000004,
IN 4000003560000008, JP 4000003920000003, MY 4000004580000002, NZ 4000005540000008, SG 4000007020000003,
TW 4000001580000008, TH 4000007640000003`;

const MORE_BY_COUNTRY: Row[] = [
  ["5062210000000009", null, "mastercard", "MX"],
  ["5200007840000022", null, "mastercard", "AE"],
  ["4000006820000007", null, "visa", "SA"],
  ["4000058260000005", "gb_debit", "visa", "GB", "debit"],
  ["5555558265554449", "gb_mastercard", "mastercard", "GB"],
  ["3530111333300000", null, "jcb", "JP"],
  ["4000057640000008", null, "visa", "TH", "debit"],
];

function fromRow([number, alias, brand, country, funding = "credit"]: Row): TestCard {
  return { number, alias, brand, country, funding };
}

function fromCountryList(list: string): TestCard[] {
  return list.split(",").map((entry) => {
    const [country = "", number = ""] = entry.trim().split(" ");
    return fromRow([number, country.toLowerCase(), "visa", country]);
  });
}

export const SUCCESS_CARDS: TestCard[] = [
  ...BRANDS.map(fromRow),
  ...fromCountryList(COUNTRIES),
  ...MORE_BY_COUNTRY.map(fromRow),
];
