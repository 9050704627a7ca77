import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { findDemonstration } from "@/lib/demonstration/find.server";
import { demonstrationOnOffer, isDemonstrationUnwanted } from "@/lib/demonstration/start-warnings.server";
import { type Finding, note, right, wrong } from "./finding";

export async function checkDemonstration(): Promise<Finding[]> {
  const onOffer = demonstrationOnOffer(await findDemonstration(db(), currency(env().STORE_CURRENCY)));
  if (!onOffer) return [right("nothing of the demonstration is active")];
  return [
    isDemonstrationUnwanted(env()) ? wrong("demonstration", onOffer, "npm run demo:remove") : note(onOffer),
  ];
}
