/** In the order of a form. */
const RULED_PARTS = ["postalCode", "city", "state"] as const;
export type RuledPart = (typeof RULED_PARTS)[number];

export const isRuledPart = (field: string): field is RuledPart => RULED_PARTS.some((part) => part === field);

/** Each has a text in `addresses.names.*`. */
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
  /** As it is stored and sent: "NY", "Tokyo", "Co. Cork". */
  value: string;
  name: string;
  /** By language code, where they differ. */
  names?: Readonly<Record<string, string>>;
  /** Its code, or another script. */
  also?: string[];
};

/** A part that is null is not used in the country. */
export type AddressRule = {
  postalCode:
    | (PartRule & { /** A regular expression of the whole code, in capitals. */ pattern: string })
    | null;
  city: PartRule | null;
  state: (PartRule & { choices: StateChoice[] }) | null;
};

export type AddressRules = Record<string, AddressRule>;
