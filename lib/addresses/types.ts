const RULED_PARTS = ["postalCode", "city", "state"] as const;
export type RuledPart = (typeof RULED_PARTS)[number];

export const isRuledPart = (field: string): field is RuledPart => RULED_PARTS.some((part) => part === field);

/** What countries call the parts of an address. Each has a text in `addresses.names.*`. */
export const PART_NAMES = [
  "postal_code",
  "zip",
  "eircode",
  "city",
  "suburb",
  "post_town",
  "district",
  "state",
  "province",
  "prefecture",
  "county",
  "area",
  "do_si",
] as const;
export type PartName = (typeof PART_NAMES)[number];

type PartRule = { name: PartName; required: boolean };

export type StateChoice = {
  /** What is stored and sent to Stripe: "NY", "Tokyo", "Co. Cork". */
  value: string;
  name: string;
  /** Names by language code, when they differ. */
  names?: Readonly<Record<string, string>>;
  /** Other spellings that are accepted: its code, or another script. */
  also?: string[];
};

/** What an address needs in a country. A part that is null is not used there. */
export type AddressRule = {
  postalCode:
    | (PartRule & { /** A regular expression that matches the whole code, in capitals. */ pattern: string })
    | null;
  city: PartRule | null;
  state: (PartRule & { choices: StateChoice[] }) | null;
};

export type AddressRules = Record<string, AddressRule>;
