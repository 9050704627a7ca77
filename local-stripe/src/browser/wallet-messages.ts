import { isRecord } from "./is-record";

/** Between stripe.js, the buttons of an Express Checkout Element and the sheet of the test wallet. */

const WALLETS = ["apple_pay", "google_pay", "link", "paypal"] as const;
export type Wallet = (typeof WALLETS)[number];

export interface WalletRate {
  id: string;
  amount: number;
  displayName: string;
}

interface WalletAddress {
  line1: string;
  line2: string | null;
  city: string;
  state: string;
  postal_code: string;
  country: string;
}

export interface WalletPerson {
  name: string;
  address: WalletAddress;
  email?: string;
  phone?: string;
}

/** What the sheet shows. Amounts are in minor units. */
export interface SheetView {
  wallet: Wallet;
  merchant: string;
  currency: string;
  lines: { name: string; amount: number }[];
  total: number;
  asksShipping: boolean;
  countries: string[] | null;
  rates: WalletRate[];
  rate: string | null;
  busy: boolean;
  problem: string | null;
}

export interface ButtonsView {
  wallets: Wallet[];
  height: number;
  columns: number;
}

export type WalletCommand = { type: "sheet"; view: SheetView } | { type: "buttons"; view: ButtonsView };

export type WalletReport =
  | { type: "hello" }
  | { type: "click"; wallet: Wallet }
  | { type: "address"; person: WalletPerson }
  | { type: "rate"; id: string }
  | { type: "pay"; method: string; person: WalletPerson }
  | { type: "cancel" };

/** From the merchant's page, which a frame trusts as far as what it shows. */
export function parseWalletCommand(value: unknown): WalletCommand | null {
  if (!isRecord(value) || !isRecord(value.view)) return null;
  if (value.type !== "sheet" && value.type !== "buttons") return null;
  return value as unknown as WalletCommand;
}

export function parseWalletReport(value: unknown): WalletReport | null {
  if (!isRecord(value)) return null;
  const { type, wallet, id, method, person } = value;
  if (type === "hello" || type === "cancel") return { type };
  if (type === "rate") return typeof id === "string" ? { type, id } : null;
  const known = WALLETS.find((one) => one === wallet);
  if (type === "click") return known ? { type, wallet: known } : null;
  if (!isRecord(person) || !isRecord(person.address)) return null;
  const given = person as unknown as WalletPerson;
  if (type === "address") return { type, person: given };
  return type === "pay" && typeof method === "string" ? { type, method, person: given } : null;
}
