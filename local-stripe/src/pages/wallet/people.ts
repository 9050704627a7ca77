import type { Wallet, WalletPerson } from "../../browser/wallet-messages";

/** Who the test wallet knows. */
export const PEOPLE: readonly WalletPerson[] = [
  person("Ada Example", {
    line1: "1 Main Street",
    city: "Reno",
    state: "NV",
    postal_code: "89501",
    country: "US",
  }),
  person("Bruno Beispiel", {
    line1: "Hauptstraße 1",
    city: "Berlin",
    state: "",
    postal_code: "10115",
    country: "DE",
  }),
  person("Chloé Exemple", {
    line1: "1 rue de la Paix",
    city: "Paris",
    state: "",
    postal_code: "75002",
    country: "FR",
  }),
  person("Dan Example", {
    line1: "1 High Street",
    city: "London",
    state: "",
    postal_code: "N1 9GU",
    country: "GB",
  }),
];

function person(name: string, address: Omit<WalletPerson["address"], "line2">): WalletPerson {
  const email = `${name
    .split(" ")[0]
    ?.normalize("NFD")
    .replace(/[^a-z]/gi, "")
    .toLowerCase()}@example.com`;
  return { name, email, phone: "+15555550100", address: { ...address, line2: null } };
}

/** Test cards of the wallets that pay by card. Source: docs.stripe.com/testing. */
export const CARDS = [
  { number: "4242424242424242", text: "wallet.card.ok" },
  { number: "5555555555554444", text: "wallet.card.other" },
  { number: "4000002500003155", text: "wallet.card.challenge" },
  { number: "4000000000000002", text: "wallet.card.declined" },
] as const;

export const NAMES: Record<Wallet, string> = {
  apple_pay: "Apple Pay",
  google_pay: "Google Pay",
  link: "Link",
  paypal: "PayPal",
};
