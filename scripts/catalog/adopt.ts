import { userInfo } from "node:os";
import { currency } from "@/lib/base/money";
import { type AdoptReport, adoptFromStripe } from "@/lib/catalog/adopt/adopt-from-stripe.server";
import { changeLine } from "@/lib/catalog/import/import-change";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { inPacedBulk } from "@/lib/jobs/stripe-pace.server";
import { stripe } from "@/lib/stripe/client";
import { describeIssue, describePictures, describeRefusals, withRest } from "./import-report";
import { progressBar } from "./progress";

const ROUNDS = { list: "reading Stripe", check: "checking", write: "writing" } as const;

const FIRST = {
  written:
    "The goods are in the database, and nothing was written to Stripe. npm run catalog:sync writes their addresses and SKUs there.",
  "would be": "Nothing was written. This would change:",
  same: "Nothing to do: the database has all that it can take over.",
} as const;

type Asked = Pick<Parameters<typeof adoptFromStripe>[2], "pictures"> & {
  dryRun: boolean;
  fallbackCategory: string | null;
};

/** Takes over what a Stripe account sells, and says what it did. @throws when something is refused */
export async function adopt({ dryRun, fallbackCategory, pictures }: Asked): Promise<void> {
  const bar = progressBar();
  const result = await inPacedBulk(() =>
    adoptFromStripe(db(), stripe(), {
      ...{
        dryRun,
        fallbackCategory,
        pictures,
        currency: currency(env().STORE_CURRENCY),
        who: userInfo().username,
      },
      onProgress: (round, done, all) => bar.show(ROUNDS[round], done, all),
      onWait: () => console.error("Another import or sync is running; this one waits for its end."),
    }),
  ).finally(bar.end);
  if (result.ok) {
    console.log(describeAdoption(result.report, result.written ? "written" : dryRun ? "would be" : "same"));
    return;
  }
  switch (result.code) {
    case "rows_refused":
      throw new Error(`${describeRefusals(result.report)}\nNothing was written (rows_refused).`);
    case "rows_left_out":
      console.log(describeAdoption(result.report, "written"));
      throw new Error(
        `${describeRefusals(result.report)}\nThe store changed after all was checked, so these were left out (rows_left_out).`,
      );
    case "unknown_category":
      throw new Error(`the store has no category ${fallbackCategory} (unknown_category)`);
  }
}

function describeAdoption(report: AdoptReport, outcome: keyof typeof FIRST): string {
  const { rows, products, variants, pictures, leftOut, leftOutCount } = report;
  const changes = outcome === "would be" ? withRest(report.changes.map(changeLine), report.changeCount) : [];
  return [
    FIRST[outcome],
    ...changes.map((change) => `  ${change}`),
    ...(leftOutCount > 0 ? [`Left out (${leftOutCount}):`] : []),
    ...withRest(leftOut.map(describeIssue), leftOutCount),
    `${rows} products at Stripe`,
    `products: ${products.added} added, ${products.unchanged} were here already`,
    `variants: ${variants.added} added, none of them on hand until they are counted`,
    ...describePictures(pictures),
  ].join("\n");
}
