/** The banks that the old Elements of iDEAL and Przelewy24 offer, by what the API calls them: the SDK's types. Assumed: their names, as shoppers know them. */
export const BANKS = {
  ideal: {
    abn_amro: "ABN AMRO",
    asn_bank: "ASN Bank",
    bunq: "bunq",
    ing: "ING",
    knab: "Knab",
    n26: "N26",
    nn: "Nationale-Nederlanden",
    rabobank: "Rabobank",
    regiobank: "RegioBank",
    revolut: "Revolut",
    sns_bank: "SNS",
    triodos_bank: "Triodos Bank",
    van_lanschot: "Van Lanschot",
    yoursafe: "Yoursafe",
  },
  p24: {
    alior_bank: "Alior Bank",
    bank_millennium: "Bank Millennium",
    bank_pekao_sa: "Bank Pekao",
    bnp_paribas: "BNP Paribas",
    citi_handlowy: "Citi Handlowy",
    credit_agricole: "Crédit Agricole",
    ing: "ING",
    inteligo: "Inteligo",
    mbank_mtransfer: "mBank",
    nest_przelew: "Nest Bank",
    santander_przelew24: "Santander",
    toyota_bank: "Toyota Bank",
    volkswagen_bank: "Volkswagen Bank",
  },
} as const satisfies Record<string, Record<string, string>>;

/** The way to pay of an old Element that asks for the bank alone. */
export const BANK_ELEMENTS = { idealBank: "ideal", p24Bank: "p24" } as const;

export type BankElement = keyof typeof BANK_ELEMENTS;

export const isBankElement = (kind: string): kind is BankElement => Object.hasOwn(BANK_ELEMENTS, kind);
