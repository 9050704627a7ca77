import { type ListedPriceProblem, listPriceProblems } from "@/lib/catalog/price-problems.server";
import { db } from "@/lib/db/client";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

/** What a merchant should put right about prices at Stripe: docs/troubleshooting.md. */
runScript(async () => {
  await chooseStore();
  const problems = await listPriceProblems(db());
  for (const problem of problems) {
    const { code, product, stripeProductId, sku, priceId } = problem;
    console.log([sku ?? product, code, priceId, stripeProductId].filter(Boolean).join("  "));
    console.log(`    ${ADVICE[code](problem)}`);
  }
  if (problems.length === 0) console.log("Every price at Stripe is clear.");
});

const ADVICE: Record<ListedPriceProblem["code"], (problem: ListedPriceProblem) => string> = {
  price_archived: () =>
    "It is off sale: its Price is archived, and no other takes its place. Take the Price out of the archive, or add a new one.",
  price_unclear: ({ sku }) =>
    `It is off sale: its Price is archived, and it is not clear whether the new one is for it. Give the right Price the metadata sku = ${sku}.`,
  price_unusable: () =>
    "This Price names it and is not charged: it is in another currency, repeated, without a fixed amount, or in parts of a unit that Stripe does not charge.",
  default_unused: () =>
    "The product's default Price is charged for no variant. If it should be, give it the metadata sku of the variant.",
};
