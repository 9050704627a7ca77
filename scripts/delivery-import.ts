import { parseArgs } from "node:util";
import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { importPlan } from "@/lib/shipping/import-plan.server";
import { differenceLine } from "@/lib/shipping/plan-differences";
import { readJsonFile } from "./discounts/read-json";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const USAGE = `npm run delivery:import -- <delivery.json>             replaces where the store delivers, and for how much
npm run delivery:import -- <delivery.json> --dry-run   says what would change, and changes nothing
npm run delivery:export prints what the store has now (docs/delivery.md).`;

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { "dry-run": { type: "boolean", default: false } },
  });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw new Error(USAGE);
  const input = await readJsonFile(file);
  await chooseStore();
  const dryRun = values["dry-run"];
  const imported = await importPlan(db(), input, { currency: currency(env().STORE_CURRENCY), dryRun });
  if (!imported.ok) {
    throw new Error(
      `${file} was not imported, and nothing has changed:\n  ${imported.problems.join("\n  ")}`,
    );
  }
  for (const change of imported.changes) console.log(differenceLine(change));
  const count = imported.changes.length;
  if (dryRun) console.log(`${count} differences; nothing was written.`);
  else
    console.log(
      `${count} differences; imported. Orders that wait for their payment keep what they were quoted.`,
    );
});
