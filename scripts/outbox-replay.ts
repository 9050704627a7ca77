import { db } from "@/lib/db/client";
import { replayDeadJobs } from "@/lib/outbox/claim.server";
import { drainOutbox } from "@/lib/outbox/drain.server";
import { joinLocalStore } from "./local/environment";
import { runScript } from "./local/run-script";

runScript(async () => {
  await joinLocalStore();
  const revived = await replayDeadJobs(db());
  console.log(`${revived} jobs were given up and are due again; ${await drainOutbox()} jobs are done now.`);
});
