import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const newSecret = () => randomBytes(32).toString("hex");

const settings = z.object({
  cartSecret: z.string(),
  authSecret: z.string().default(newSecret),
  cronSecret: z.string(),
  webhookSecret: z.string(),
  /** The ports of a running store, for scripts that use it. */
  postgresPort: z.number().int(),
  stripePort: z.number().int(),
  storePort: z.number().int(),
  /** The `fingerprint` of the last database and Stripe account. */
  uses: z.string().optional(),
});

export type LocalSettings = z.infer<typeof settings>;

export const DEFAULT_PORTS = { postgresPort: 54_329, stripePort: 12_111, storePort: 3000 };

/** The folder is LOCAL_DATA_DIR, or `.data`. */
export const localDataDir = (): string => process.env.LOCAL_DATA_DIR || ".data";

const file = (dataDir: string) => join(dataDir, "local.json");

/** Reads the local store's settings; null before the first start. */
export async function readSettings(dataDir: string): Promise<LocalSettings | null> {
  const text = await readFile(file(dataDir), "utf8").catch(() => null);
  if (text === null) return null;
  return settings.parse(JSON.parse(text));
}

/** Writes the settings with earlier secrets, so that carts in browsers stay valid. */
export async function keepSettings(
  dataDir: string,
  ports: Pick<LocalSettings, "postgresPort" | "stripePort" | "storePort">,
): Promise<LocalSettings> {
  const kept: LocalSettings = {
    cartSecret: newSecret(),
    authSecret: newSecret(),
    cronSecret: newSecret(),
    webhookSecret: `whsec_${randomBytes(24).toString("hex")}`,
    ...(await readSettings(dataDir)),
    ...ports,
  };
  await writeSettings(dataDir, kept);
  return kept;
}

export async function writeSettings(dataDir: string, settings: LocalSettings): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(file(dataDir), `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
}
