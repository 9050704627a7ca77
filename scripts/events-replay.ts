import { parseArgs } from "node:util";
import { dismissParked, replayEvents, sweepInbox } from "@/lib/webhooks/sweep.server";
import { whichEvents } from "./events/which";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

runScript(async () => {
  const { values } = parseArgs({
    options: { since: { type: "string" }, type: { type: "string", multiple: true } },
  });
  const which = whichEvents(values, new Date());
  await chooseStore("stripe");
  const due = await replayEvents(which);
  const payments = await sweepInbox("payments");
  const catalog = await sweepInbox("catalog");
  await dismissParked();
  const processed = payments.processed + catalog.processed;
  console.log(`${due} events were made due; ${processed} events were processed now.`);
  if (payments.failed + catalog.failed > 0) {
    throw new Error("The others failed again: the lines above say why.");
  }
});
