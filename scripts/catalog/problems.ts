import type { ListedPriceProblem } from "@/lib/catalog/price-problems.server";

/** Says what to fix, and how: docs/troubleshooting.md. */
export function describeProblem(problem: ListedPriceProblem): string {
  const { code, product, stripeProductId, sku, priceId } = problem;
  const facts = [sku ?? product, code, priceId, stripeProductId].filter(Boolean).join("  ");
  return `${facts}\n    ${ADVICE[code](problem)}`;
}

const CHOOSE = "npm run catalog:sync shows both values, and -- --prefer store (or stripe) chooses one.";

const ADVICE: Record<ListedPriceProblem["code"], (problem: ListedPriceProblem) => string> = {
  price_archived: () =>
    "It is off sale: its Price is archived, and no other takes its place. Take the Price out of the archive, or add a new one.",
  price_unclear: ({ sku, priceId, storedPriceId }) =>
    `It is off sale: its Price ${storedPriceId} is archived, and nothing says that ${priceId} takes its place. If it does, give ${priceId} the metadata sku = ${sku}. If not, take ${storedPriceId} out of the archive to sell it again, or leave it as it is.`,
  price_unusable: () =>
    "This Price names it and is not charged: it is in another currency, repeated, without a fixed amount, or in parts of a unit that Stripe does not charge.",
  default_unused: () =>
    "The product's default Price is charged for no variant. If it should be, give it the metadata sku of the variant.",
  price_edited_twice: () =>
    `Its amount was edited in the store and at Stripe. It is off sale if its old Price is archived. ${CHOOSE}`,
  product_edited_twice: () =>
    `A text, or whether it is on sale, was edited in the store and at Stripe. ${CHOOSE}`,
};
