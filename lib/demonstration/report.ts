import type { DemonstrationKind } from "@/lib/db/schema";
import type { RemovalOutcome, Removed } from "./outcome";

const NOUNS: Record<DemonstrationKind, string> = {
  category: "categories",
  product: "goods",
  discount_rule: "discounts",
  segment: "segments",
  loyalty_program: "loyalty program",
  shopper: "shoppers",
};

const WHAT_WAS_DONE: Record<RemovalOutcome, string> = {
  deleted: "Deleted",
  kept_for_orders: "Off sale or ended, and kept for the orders that name them",
  merchants: "Left as they are, as they have been edited",
  needed: "Left for now, as something that stays needs them",
};

export function removalReport(removed: readonly Removed[]): string[] {
  if (removed.length === 0) return ["There is nothing of the demonstration in this database."];
  const outcomes: RemovalOutcome[] = ["deleted", "kept_for_orders", "merchants", "needed"];
  return [
    ...outcomes.flatMap((outcome) => linesOf(outcome, removed)),
    ...stripeLines(removed),
    ...shopperLines(removed),
  ];
}

function linesOf(outcome: RemovalOutcome, removed: readonly Removed[]): string[] {
  const own = removed.filter((one) => one.outcome === outcome);
  const kinds = [...new Set(own.map(({ item }) => item.kind))];
  return kinds.map((kind) => {
    const names = own.filter(({ item }) => item.kind === kind).map(({ item }) => item.name);
    const named = kind === "loyalty_program" ? "" : ` ${names.length}: ${names.join("; ")}`;
    return `${WHAT_WAS_DONE[outcome]}: ${NOUNS[kind]}${named}.`;
  });
}

function stripeLines(removed: readonly Removed[]): string[] {
  const products = removed.flatMap(({ stripe }) => stripe ?? []);
  const archived = products.filter(({ result }) => result === "archived");
  const unknown = products.filter(({ result }) => result === "unknown");
  return [
    ...(archived.length > 0 ? [`Archived in Stripe: ${archived.length} products.`] : []),
    ...(unknown.length > 0
      ? [
          "Not in the Stripe account of these keys, so nothing was archived there. If they are in another account or the other mode, archive them in its dashboard:",
          `  ${unknown.map(({ productId }) => productId).join(" ")}`,
        ]
      : []),
  ];
}

const shopperLines = (removed: readonly Removed[]): string[] =>
  removed.some(({ item }) => item.kind === "shopper")
    ? [
        "The shoppers' orders stay, as orders of nobody; their cards leave Stripe with the store's next round.",
      ]
    : [];
