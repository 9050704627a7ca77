import { parseArgs } from "node:util";
import { db } from "@/lib/db/client";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { replayDeadJobs } from "@/lib/outbox/claim.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

runScript(async () => {
  parseArgs();
  await chooseStore("mail");
  const revived = await replayDeadJobs(db());
  console.log(`${revived} dead jobs are due again; ${await drainOutbox()} jobs were done now.`);
});
