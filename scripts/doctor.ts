import { parseArgs, styleText } from "node:util";
import { describeError } from "@/lib/base/describe-error";
import { EnvError } from "@/lib/config/env";
import { checkCatalogue } from "./doctor/catalogue";
import { checkCron } from "./doctor/cron";
import { checkDatabase } from "./doctor/database";
import { checkDemonstration } from "./doctor/demonstration";
import { type Check, type Finding, wrong } from "./doctor/finding";
import { checkMail } from "./doctor/mail";
import { checkSettings } from "./doctor/settings";
import { checkEndpoint, checkKeys } from "./doctor/stripe-account";
import { chooseVariables } from "./local/chosen-store";
import { runScript } from "./local/run-script";

/** The checks in order; one that `reads` needs the database to be right. */
const CHECKS: (Check & { reads?: true })[] = [
  { subject: "Settings", look: async () => checkSettings(process.env) },
  { subject: "Database", look: checkDatabase },
  { subject: "Stripe", look: checkKeys },
  { subject: "Webhooks", look: checkEndpoint },
  { subject: "E-mails", look: checkMail },
  { subject: "Cron", look: checkCron, reads: true },
  { subject: "Catalogue", look: checkCatalogue, reads: true },
  { subject: "Demonstration", look: checkDemonstration, reads: true },
];

const COLOURS = { right: "green", wrong: "red", note: "yellow" } as const;

/** Says what is right and wrong about a store. Exit code 1 when something is wrong. Changes nothing. */
runScript(async () => {
  parseArgs();
  console.log(`On ${await chooseVariables()}:`);
  const wrongs: string[] = [];
  for (const { subject, look, reads } of CHECKS) {
    if (reads && wrongs.includes("Database")) continue;
    for (const { state, text } of await findingsOf(look)) {
      console.log(`  ${styleText(COLOURS[state], state.padEnd(5))}  ${subject.padEnd(14)} ${text}`);
      if (state === "wrong") wrongs.push(subject);
    }
  }
  const { length: count } = wrongs;
  if (count > 0) throw new Error(`${count === 1 ? "1 thing is" : `${count} things are`} wrong.`);
  console.log("Nothing is wrong.");
});

async function findingsOf(look: Check["look"]): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof EnvError) return [];
    return [wrong(`could not be checked: ${describeError(error)}`)];
  }
}
