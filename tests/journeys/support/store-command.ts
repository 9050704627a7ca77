import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { surroundings } from "./surroundings";

type Variables = Record<string, string | undefined>;

/** Runs a command of the worker's store, as a merchant does. @returns what it printed */
export const storeCommand = (name: string, ...args: string[]): Promise<string> =>
  commandOf(surroundings().storeVariables, name, ...args);

/** The same for another store. */
export async function commandOf(variables: Variables, name: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, ...variables, ENV_FILE: "/dev/null" };
  const run = promisify(execFile)(
    "npx",
    ["tsx", "--tsconfig", "tsconfig.scripts.json", `scripts/${name}.ts`, ...args],
    { env, maxBuffer: 64 * 1024 * 1024 },
  );
  return (await run).stdout;
}
