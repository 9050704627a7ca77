import { parseArgs } from "node:util";
import { env } from "@/lib/config/env";
import { directUrl } from "@/lib/db/direct-url";
import { migrateDatabase } from "@/lib/db/migrate.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

runScript(async () => {
  parseArgs();
  await chooseStore();
  const url = directUrl(env());
  if (url !== env().DATABASE_URL) console.error(`Changing the schema at ${new URL(url).host}.`);
  await migrateDatabase(url);
  console.log("The database has the newest schema.");
});
