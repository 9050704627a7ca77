import { parseArgs, styleText } from "node:util";
import { envProblems, limitEnv, strayCharacters } from "@/lib/config/env";
import { DOCTOR_SUBJECTS, examine } from "@/lib/doctor/examine.server";
import { chooseVariables } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const COLOURS = { right: "green", wrong: "red", note: "yellow" } as const;

/** Says what is right and wrong about a store. Exit code 1 when something is wrong. Changes nothing. */
runScript(async () => {
  parseArgs();
  console.log(`On ${await chooseVariables()}:`);
  leaveOutWrongSettings();
  let count = 0;
  for await (const finding of examine(DOCTOR_SUBJECTS, { inside: false })) {
    const { state, subject, text } = finding;
    const all = finding.state === "wrong" ? `${text}: ${finding.fix}` : text;
    console.log(`  ${styleText(COLOURS[state], state.padEnd(5))}  ${subject.padEnd(14)} ${all}`);
    if (state === "wrong") count += 1;
  }
  if (count > 0) throw new Error(`${count === 1 ? "1 thing is" : `${count} things are`} wrong.`);
  console.log("Nothing is wrong.");
});

/** The checks see only the right variables: a wrong one counts as missing. */
function leaveOutWrongSettings(): void {
  const names = new Set([...envProblems(), ...strayCharacters()].map(({ name }) => name));
  limitEnv([], Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.has(name))));
}
