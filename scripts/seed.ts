import { db } from "@/lib/db/client";
import { seed } from "@/lib/db/seed";
import { env } from "@/lib/env";
import { currency } from "@/lib/money";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

runScript(async () => {
  await chooseStore();
  await seed(db(), currency(env().STORE_CURRENCY));
  console.log("The catalogue's products are in the database.");
});
