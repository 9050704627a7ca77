import "server-only";
import { z } from "zod";
import type { Currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { soldOthers } from "@/lib/currencies/sold";
import type { Database } from "@/lib/db/client";
import type { DeliveryPlan } from "@/lib/model/delivery";
import { loadPlan, planVersion, savePlan } from "./plan.server";
import { type PlanDifference, planDifferences } from "./plan-differences";
import { planSchema } from "./plan-schema";
import { taxConflicts } from "./tax-conflicts";

type PlanImport =
  /** `replaces` is the version of the plan that the changes are told from. */
  | { ok: true; changes: PlanDifference[]; replaces: string }
  /** A line for each problem, with its path; none when the plan is another one than was `seen`. */
  | { ok: false; problems: string[]; isOther?: true };

/**
 * Replaces the store's delivery by a merchant's JSON. A repeated import changes nothing, and with a problem nothing is stored.
 * @param currency in which the store sells: each price must be given in it
 * @param seen the version that it may replace; any without it
 */
export async function importPlan(
  database: Database,
  input: unknown,
  { currency, dryRun, seen }: { currency: Currency; dryRun: boolean; seen?: string },
): Promise<PlanImport> {
  const parsed = planSchema.safeParse(input);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(problemText) };
  const problems = [...unpriced(parsed.data, currency), ...untaxable(parsed.data, currency)];
  if (problems.length > 0) return { ok: false, problems };
  const before = await loadPlan(database);
  if (!dryRun && !(await savePlan(database, parsed.data, seen)))
    return { ok: false, problems: [], isOther: true };
  return { ok: true, changes: planDifferences(before, parsed.data), replaces: planVersion(before) };
}

const problemText = ({ path, message }: z.core.$ZodIssue) =>
  `${z.core.toDotPath(path) || "the file"}: ${message}`;

function untaxable(plan: DeliveryPlan, own: Currency): string[] {
  if (!env().STRIPE_TAX) return [];
  return taxConflicts(plan, { own, others: soldOthers() }).map(
    ({ index, currency }) =>
      `zones[${index}].taxBehavior: must be inclusive with STRIPE_TAX=on, because shoppers there pay in ${currency.toUpperCase()}, in which no tax can be added on top`,
  );
}

function unpriced({ zones }: DeliveryPlan, currency: Currency): string[] {
  return zones.flatMap(({ rates }, zone) =>
    rates.flatMap(({ prices }, rate) =>
      prices.flatMap(({ price, upTo }, step) => {
        const path = `zones[${zone}].rates[${rate}].prices[${step}]`;
        const lacks = (what: string) => `${path}.${what}: has no ${currency}, in which the store sells`;
        return [
          ...(price[currency] === undefined ? [lacks("price")] : []),
          ...(upTo && upTo[currency] === undefined ? [lacks("upTo")] : []),
        ];
      }),
    ),
  );
}
