import { parseArgs } from "node:util";
import { listPriceProblems } from "@/lib/catalog/price-problems.server";
import { db } from "@/lib/db/client";
import { describeProblem } from "./catalog/problems";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

/** For a merchant: what to fix about products and prices at Stripe. */
runScript(async () => {
  parseArgs();
  await chooseStore();
  const problems = await listPriceProblems(db());
  for (const problem of problems) console.log(describeProblem(problem));
  if (problems.length === 0) console.log("Every price at Stripe is clear.");
});
