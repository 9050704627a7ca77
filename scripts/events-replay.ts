import { parseArgs } from "node:util";
import { dismissParked, replayEvents, sweepInbox } from "@/lib/webhooks/sweep.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

runScript(async () => {
  parseArgs();
  await chooseStore("stripe");
  const due = await replayEvents();
  const payments = await sweepInbox("payments");
  const catalog = await sweepInbox("catalog");
  await dismissParked();
  console.log(
    `${due} events were unprocessed; ${payments.processed + catalog.processed} of them were processed now.`,
  );
  if (payments.failed + catalog.failed > 0) {
    throw new Error("The others failed again: the lines above say why.");
  }
});
