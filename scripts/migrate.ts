import { parseArgs } from "node:util";
import { migrateDatabase } from "@/lib/db/migrate.server";
import { env } from "@/lib/env";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

runScript(async () => {
  parseArgs();
  await chooseStore();
  await migrateDatabase(env().DATABASE_URL);
  console.log("The database has the newest schema.");
});
