import { readFile } from "node:fs/promises";
import { db } from "@/lib/db/client";
import { endRule, listRules, saveRule } from "@/lib/discounts/manage.server";
import { joinLocalStore } from "./local/environment";
import { runScript } from "./local/run-script";

const USAGE = `npm run discounts -- list
npm run discounts -- save <rule.json>     a new rule, or the one by its id replaced (docs/discounts.md)
npm run discounts -- end <id or code>     no more from now on`;

runScript(async () => {
  const [command, argument] = process.argv.slice(2);
  if (command === "list") {
    await joinLocalStore();
    for (const { id, code, kind, name, startsAt, endsAt, active } of await listRules(db())) {
      const until = [startsAt && `from ${startsAt.toISOString()}`, endsAt && `until ${endsAt.toISOString()}`];
      const notes = [code, ...until, !active && "switched off"].filter(Boolean).join(", ");
      console.log(`${id}  ${kind}  ${name.en}${notes && `  (${notes})`}`);
    }
    return;
  }
  if (!argument || (command !== "save" && command !== "end")) throw new Error(USAGE);
  if (command === "save") {
    const rule: unknown = JSON.parse(await readFile(argument, "utf8"));
    await joinLocalStore();
    const saved = await saveRule(db(), rule);
    if (!saved.ok) throw new Error(`${argument} is no rule:\n${saved.problem}`);
    console.log(`${saved.id} is saved.`);
    return;
  }
  await joinLocalStore();
  if (!(await endRule(db(), argument))) throw new Error(`there is no rule or code ${argument}`);
  console.log(`${argument} has ended.`);
});
