import { migrateDatabase } from "@/lib/db/migrate.server";
import { env } from "@/lib/env";
import { joinLocalStore } from "./local/environment";
import { runScript } from "./local/run-script";

runScript(async () => {
  await joinLocalStore();
  await migrateDatabase(env().DATABASE_URL);
  console.log("The database has the newest schema.");
});
