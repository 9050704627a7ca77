import { defaultText } from "@/lib/base/i18n-text";
import { db } from "@/lib/db/client";
import { endRule, listRules, saveRule } from "@/lib/discounts/manage.server";
import { chooseStore } from "../local/chosen-store";
import { readJsonFile } from "./read-json";

/** Runs `list`, `save <rule.json>` or `end <id or code>`. Returns false for anything else. */
export async function rulesCommand(command: string | undefined, [argument]: string[]): Promise<boolean> {
  if (command === "list") {
    await chooseStore();
    for (const { id, code, kind, name, startsAt, endsAt, active } of await listRules(db())) {
      const until = [startsAt && `from ${startsAt.toISOString()}`, endsAt && `until ${endsAt.toISOString()}`];
      const notes = [code, ...until, !active && "switched off"].filter(Boolean).join(", ");
      console.log(`${id}  ${kind}  ${defaultText(name)}${notes && `  (${notes})`}`);
    }
    return true;
  }
  if (command === "save" && argument) {
    const rule = await readJsonFile(argument);
    await chooseStore();
    const saved = await saveRule(db(), rule);
    if (!saved.ok) throw new Error(`${argument} is not a valid rule:\n${saved.problem}`);
    console.log(`${saved.id} is saved.`);
    return true;
  }
  if (command === "end" && argument) {
    await chooseStore();
    if (!(await endRule(db(), argument))) throw new Error(`there is no rule or code ${argument}`);
    console.log(`${argument} has ended.`);
    return true;
  }
  return false;
}
