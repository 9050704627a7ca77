import { CHECKOUT_SURFACES, type CheckoutSurface } from "@/lib/model/surface";
import { seeded } from "./random";

/** One try to pay. `debit`: what the bank decides later. */
export type Means =
  | { kind: "card"; number: string; bank: "authorize" | "fail" }
  | { kind: "debit"; iban: string; bank: "settle" | "fail" };

/** What happens at Stripe after the payment. */
type Aftermath = "refund" | "refund_part" | "dispute_lost" | "dispute_won" | null;

/** All that a shopper is going to do. */
export type ShopperPlan = {
  number: number;
  surface: CheckoutSurface;
  goods: "plenty" | "scarce";
  /** Lines with their quantities; the index is among the goods of that kind. */
  lines: { index: number; quantity: number }[];
  code: string | null;
  /** Tried one after another, until one pays. Empty for a shopper who leaves. */
  means: Means[];
  /** `tabs`: the same checkout twice at once; `devices`: another surface with the same cart. */
  twice: "tabs" | "devices" | null;
  /** The browser is closed at the moment of paying, so the store learns of it from Stripe alone. */
  leaves: boolean;
  aftermath: Aftermath;
};

export const CODES = { limited: "CHAOSFEW", single: "CHAOSONE", open: "TENOFF" } as const;

const CARD = {
  good: "4242424242424242",
  declined: "4000000000000002",
  poor: "4000000000009995",
  asks: "4000002760003184",
  asksThenPoor: "4000008260003178",
  pendingRefund: "4000000000007726",
  disputed: "4000000000000259",
} as const;
const IBAN = { settles: "DE89370400440532013000", fails: "DE62370400440532013001" } as const;

const card = (number: string, bank: "authorize" | "fail" = "authorize"): Means => ({
  kind: "card",
  number,
  bank,
});

const WALLETS: readonly (readonly [weight: number, means: readonly Means[]])[] = [
  [40, [card(CARD.good)]],
  [10, [card(CARD.asks)]],
  [6, [card(CARD.asks, "fail"), card(CARD.good)]],
  [8, [card(CARD.declined), card(CARD.good)]],
  [4, [card(CARD.poor), card(CARD.asks)]],
  [3, [card(CARD.asksThenPoor), card(CARD.good)]],
  [3, [card(CARD.declined)]],
  [4, [card(CARD.asks, "fail")]],
  [6, [{ kind: "debit", iban: IBAN.settles, bank: "settle" }]],
  [4, [{ kind: "debit", iban: IBAN.fails, bank: "fail" }]],
  [3, [card(CARD.pendingRefund)]],
  [2, [card(CARD.disputed)]],
  [7, []],
];

/** What the seed makes of a shopper. Pure. */
export function planOf(seed: number, number: number): ShopperPlan {
  const random = seeded(seed, `shopper ${number}`);
  const goods = random.chance(0.15) ? "scarce" : "plenty";
  const lines = Array.from({ length: random.between(1, 3) }, () => ({
    index: random.between(0, 9),
    quantity: random.between(1, goods === "scarce" ? 2 : 4),
  }));
  const weights = WALLETS.flatMap(([weight, means]) => Array<readonly Means[]>(weight).fill(means));
  const means = [...random.pick(weights)];
  const isCard = means.at(-1)?.kind === "card";
  return {
    number,
    surface: random.pick(CHECKOUT_SURFACES),
    goods,
    lines: lines.filter(({ index }, at) => lines.findIndex((line) => line.index === index) === at),
    code: random.chance(0.3) ? random.pick([CODES.limited, CODES.limited, CODES.open, CODES.single]) : null,
    means,
    twice: random.chance(0.1) ? "tabs" : random.chance(0.1) ? "devices" : null,
    leaves: random.chance(0.15),
    aftermath:
      isCard && random.chance(0.15)
        ? random.pick(["refund", "refund_part", "dispute_lost", "dispute_won"])
        : null,
  };
}

/** Which shoppers have a real browser: spread over the run, as the seed decides. Pure. */
export function browserShoppers(seed: number, orders: number, count: number): ReadonlySet<number> {
  const everyone = Array.from({ length: orders }, (_, number) => number);
  return new Set(seeded(seed, "browsers").shuffle(everyone).slice(0, count));
}

/** Of this shopper alone, so that a log that names them is found. */
export function personOf({ number }: ShopperPlan) {
  return {
    email: `shopper-${number}@chaos.example`,
    name: `Zoe Quillfeather ${number}`,
    address: {
      line1: `${number} Rue des Essais`,
      line2: "",
      city: "Vaux-le-Chaos",
      state: "",
      postal_code: "75009",
      country: "FR",
    },
  };
}

/** Each shopper is at home, alone. */
export const addressOf = (number: number): string => `10.${(number >> 8) & 255}.${number & 255}.7`;

/** What a log must not contain; Stripe's secrets and the numbers of cards neither. */
export const PERSONAL = /chaos\.example|Quillfeather|Rue des Essais|Vaux-le-Chaos|_secret_\w|\b\d{16}\b/;
