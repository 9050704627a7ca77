import { type EnvProblem, envProblems, limitEnv } from "@/lib/config/env";
import { type Finding, right, wrong } from "./finding";

/** Checks the settings. The other checks then see only the right variables: a wrong one counts as missing. */
export function checkSettings(source: NodeJS.ProcessEnv): Finding[] {
  const problems = envProblems(source);
  limitEnv([], without(source, problems));
  if (problems.length === 0) return [right("a store can start with them")];
  return problems.map(({ name, message }) => wrong(`${name} ${message}`));
}

function without(source: NodeJS.ProcessEnv, problems: readonly EnvProblem[]) {
  const names = new Set(problems.map(({ name }) => name));
  return Object.fromEntries(Object.entries(source).filter(([name]) => !names.has(name)));
}
