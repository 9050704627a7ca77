import { isCountry } from "@/lib/base/countries";
import rulesJson from "./rules.json";
import type { AddressRule, AddressRules, RuledPart, StateChoice } from "./types";

/** Written by `npm run addresses:rules`; a test checks that it has this type. */
const RULES = rulesJson as AddressRules;

/** For countries without a rule of their own: a postal code where there is one, and a city. */
const OTHERS: AddressRule = {
  postalCode: { name: "postal_code", required: false, pattern: ".*" },
  city: { name: "city", required: true },
  state: null,
};

/** A country's rule; null when the text is no country's code. */
export function addressRule(country: string): AddressRule | null {
  return RULES[country] ?? (isCountry(country) ? OTHERS : null);
}

type CheckedAddress = {
  /** ISO 3166-1 alpha-2. */
  country: string;
  line1: string | null;
  city: string | null;
  postalCode: string | null;
  state: string | null;
};

/** `postal_code` and `state` mean that the part is filled in, but not valid in the country. */
type AddressPartProblem = "required" | "postal_code" | "state";

export type AddressProblems = Partial<Record<"line1" | RuledPart, AddressPartProblem>>;

/** What is missing or wrong in an address; empty when a parcel can arrive and its tax can be calculated. Pure. */
export function addressProblems(address: CheckedAddress): AddressProblems {
  const rule = addressRule(address.country);
  if (!rule) return {};
  const problems: AddressProblems = {};
  const lacks = (text: string | null) => !text?.trim();
  if (lacks(address.line1)) problems.line1 = "required";
  for (const part of ["postalCode", "city", "state"] as const) {
    if (rule[part]?.required && lacks(address[part])) problems[part] = "required";
  }
  const { postalCode, state } = address;
  if (postalCode?.trim() && rule.postalCode && !fits(postalCode, rule.postalCode.pattern)) {
    problems.postalCode = "postal_code";
  }
  // Stripe's form accepts any text when the state is optional.
  if (state?.trim() && rule.state?.required && !findState(rule.state.choices, state))
    problems.state = "state";
  return problems;
}

export const isWhole = (address: CheckedAddress): boolean =>
  Object.keys(addressProblems(address)).length === 0;

export function isEnoughForTax(address: CheckedAddress): boolean {
  return addressProblems(address).state === undefined;
}

/** A state as it is stored and sent to Stripe: "NY" for "new york". An unknown one stays as typed. */
export function storedState(country: string, typed: string): string {
  const choices = addressRule(country)?.state?.choices ?? [];
  return findState(choices, typed)?.value ?? typed.trim();
}

function findState(choices: readonly StateChoice[], typed: string): StateChoice | undefined {
  const wanted = plain(typed);
  return choices.find(({ value, name, names = {}, also = [] }) =>
    [value, name, ...Object.values(names), ...also].some((text) => plain(text) === wanted),
  );
}

const plain = (text: string) => text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const fits = (code: string, pattern: string) =>
  new RegExp(`^(?:${pattern})$`).test(code.normalize("NFKC").trim().replace(/\s+/g, " ").toUpperCase());
