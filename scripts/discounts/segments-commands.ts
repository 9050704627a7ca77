import { defaultText } from "@/lib/base/i18n-text";
import { db } from "@/lib/db/client";
import { endSegment, listSegments, saveSegment } from "@/lib/discounts/manage-segments.server";
import { chooseStore } from "../local/chosen-store";
import { readJsonFile } from "./read-json";

/** Runs `list`, `save <segment.json>` or `end <id>`. Returns false for anything else. */
export async function segmentsCommand([command, argument]: string[]): Promise<boolean> {
  if (command === "list") {
    await chooseStore();
    for (const { id, name, definition, active } of await listSegments(db())) {
      console.log(
        `${id}  For ${defaultText(name)}${active ? "" : "  (ended)"}  ${JSON.stringify(definition)}`,
      );
    }
    return true;
  }
  if (command === "save" && argument) {
    const segment = await readJsonFile(argument);
    await chooseStore();
    const saved = await saveSegment(db(), segment);
    if (!saved.ok) throw new Error(`${argument} is not a valid segment:\n${saved.problem}`);
    console.log(`${saved.id} is saved.`);
    return true;
  }
  if (command === "end" && argument) {
    await chooseStore();
    if (!(await endSegment(db(), argument))) throw new Error(`there is no segment ${argument}`);
    console.log(`${argument} has ended and has no members.`);
    return true;
  }
  return false;
}
