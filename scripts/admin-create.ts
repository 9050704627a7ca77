import { parseArgs } from "node:util";
import { parseEmail } from "@/lib/base/email-address";
import { createOwner } from "@/lib/staff/create-owner.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const USAGE = "npm run admin:create -- <e-mail address>";

runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [given] = positionals;
  if (given === undefined || positionals.length > 1) throw new Error(`Which address? ${USAGE}`);
  const parsed = parseEmail(given);
  if (!parsed.ok) throw new Error(`${given} is no e-mail address that the store can write to: ${USAGE}`);
  await chooseStore();
  const { isNew } = await createOwner(parsed.email);
  console.log(
    isNew
      ? `${parsed.email} is an owner now. Sign in at /admin: the first time, you set up an app that makes codes.`
      : `${parsed.email} was known: an owner now, signed out everywhere, who sets up a new app at the next sign-in at /admin.`,
  );
});
