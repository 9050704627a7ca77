import { vi } from "vitest";
import { type Env, env } from "@/lib/config/env";

/** Changes the store's settings until `vi.restoreAllMocks()`. */
export async function setSettings(changes: Partial<Env>): Promise<void> {
  const settings = { ...env(), ...changes };
  vi.spyOn(await import("@/lib/config/env"), "env").mockReturnValue(settings);
}
