import { appendFileSync } from "node:fs";
import { freePort } from "../../../scripts/local/ports";
import { processes } from "../../../scripts/local/processes";
import { answering } from "../../../scripts/local/wait";
import { surroundings } from "./surroundings";

/**
 * Another instance of the store, with the same build, database and Stripe but settings of its own, as when a merchant
 * rolls a setting out.
 *
 * @param given the port; a free one if not
 */
export async function startInstance(
  settings: Record<string, string>,
  given?: number,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const { storeVariables } = surroundings();
  const port = given ?? (await freePort());
  const url = `http://localhost:${port}`;
  const group = processes();
  const service = group.start({
    name: "instance",
    args: ["node_modules/next/dist/bin/next", "start", "--port", String(port)],
    env: { ...storeVariables, STORE_URL: url, ...settings },
    onLine: (line) => appendFileSync("test-results/services.log", `instance ${line}\n`),
  });
  await answering([service], `${url}/robots.txt`);
  return { url, stop: group.stopAll };
}
