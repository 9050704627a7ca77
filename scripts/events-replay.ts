import { replayEvents, sweepInbox } from "@/lib/webhooks/inbox.server";
import { joinLocalStore } from "./local/environment";
import { runScript } from "./local/run-script";

runScript(async () => {
  await joinLocalStore();
  const due = await replayEvents();
  const processed = await sweepInbox(due);
  console.log(`${due} events were unprocessed; ${processed} of them are done now.`);
  if (processed < due) throw new Error("The others failed again: the lines above say why.");
});
