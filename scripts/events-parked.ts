import { parseArgs } from "node:util";
import { parkedEvents } from "@/lib/webhooks/sweep.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const SHOWN = 100;

runScript(async () => {
  parseArgs();
  await chooseStore();
  const events = await parkedEvents(SHOWN + 1);
  for (const { id, type, parkedAt, parkedReason, processedAt, tries, lastError } of events.slice(0, SHOWN)) {
    const state = processedAt ? "done" : `not done after ${tries} tries`;
    console.log(
      [parkedAt?.toISOString(), id, type, parkedReason, state, lastError].filter(Boolean).join("  "),
    );
  }
  if (events.length === 0) console.log("No event is parked.");
  if (events.length > SHOWN) console.log("There are more.");
});
