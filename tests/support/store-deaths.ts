import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import type { CheckoutSurface } from "@/lib/model/surface";

/** Where a store can be stopped while it opens a checkout; `ending`: of the replaced one. */
export const DEATHS = [
  "before_ending",
  "after_ending",
  "before_creating",
  "after_creating",
  "before_answering",
] as const;

type Death = (typeof DEATHS)[number];

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The program lies beside the packages, so that it finds them. */
const PROGRAM = path("../../node_modules/.cache/dying-store.mjs");

type Start = { surface: CheckoutSurface; cartId: string; orderId?: string };

/** Call it at the top of a test file: it makes another process of the store that is killed while it starts a checkout. */
export function dyingStore() {
  beforeAll(async () => {
    await build({
      entryPoints: [path("./dying-store.ts")],
      outfile: PROGRAM,
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      tsconfig: path("../../tsconfig.scripts.json"),
    });
  });
  afterAll(() => rm(PROGRAM, { force: true }));

  return async (death: Death, { surface, cartId, orderId }: Start): Promise<void> => {
    const args = [PROGRAM, death, surface, cartId, ...(orderId ? [orderId] : [])];
    const child = spawn(process.execPath, args, { stdio: ["ignore", "inherit", "inherit"] });
    const [, signal] = await once(child, "exit");
    if (signal !== "SIGKILL") throw new Error(`the store did not die ${death}`);
  };
}
