import { endProgram, loadProgram, saveProgram } from "@/lib/customers/loyalty/program.server";
import { db } from "@/lib/db/client";
import { chooseStore } from "../local/chosen-store";
import { readJsonFile } from "./read-json";

/** Runs `show`, `save <program.json>` or `end`. Returns false for anything else. */
export async function loyaltyCommand([command, argument]: string[]): Promise<boolean> {
  if (command === "show") {
    await chooseStore();
    const program = await loadProgram(db());
    console.log(
      program
        ? JSON.stringify(program, null, 2)
        : "There is not a valid program: only tiers that you give count.",
    );
    return true;
  }
  if (command === "save" && argument) {
    const program = await readJsonFile(argument);
    await chooseStore();
    const saved = await saveProgram(db(), program);
    if (!saved.ok) throw new Error(`${argument} is not a valid program:\n${saved.problem}`);
    console.log("The program is saved. It applies from now on, and counts earlier purchases too.");
    return true;
  }
  if (command === "end") {
    await chooseStore();
    if (!(await endProgram(db()))) throw new Error("there is no program");
    console.log("The program has ended. Tiers that you gave stay.");
    return true;
  }
  return false;
}
