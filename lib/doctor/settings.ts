import { envProblems, strayCharacters } from "@/lib/config/env";
import { type Finding, right, wrong } from "./finding";

/** Checks the settings. What is wrong with one is said by its name, never by its value. */
export function checkSettings(source?: NodeJS.ProcessEnv): Finding[] {
  const stray = strayCharacters(source);
  const problems = envProblems(source).filter(({ name }) => !stray.some((one) => one.name === name));
  const found = [
    ...stray.map(({ name, what }) =>
      wrong("stray_character", `${name} has ${what}`, "set it again without it"),
    ),
    ...problems.map(({ name, message }) =>
      wrong(
        message.startsWith("is missing") ? "setting_missing" : "setting_wrong",
        `${name} ${message}`,
        SEE,
      ),
    ),
  ];
  return found.length > 0 ? found : [right("a store can start with them")];
}

const SEE = ".env.local.example says what it is for";
