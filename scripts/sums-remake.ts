import { parseArgs } from "node:util";
import { remakeSums } from "@/lib/sums/fold-sums.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

/** Makes the sums of the overview anew from the orders, as after a change by hand that no trigger saw. */
runScript(async () => {
  parseArgs();
  await chooseStore();
  await remakeSums();
  console.log("The sums of the overview were made anew from the orders, payments, refunds and disputes.");
});
