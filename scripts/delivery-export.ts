import { parseArgs } from "node:util";
import { db } from "@/lib/db/client";
import { loadPlan } from "@/lib/shipping/plan.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

/** Prints the store's delivery as the JSON that `delivery:import` reads. */
runScript(async () => {
  parseArgs();
  await chooseStore();
  console.log(JSON.stringify(await loadPlan(db()), null, 2));
});
