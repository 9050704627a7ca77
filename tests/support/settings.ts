import { vi } from "vitest";
import { type Env, env } from "@/lib/env";

/** The store as with these variables, until `vi.restoreAllMocks()`. */
export async function setSettings(changes: Partial<Env>): Promise<void> {
  const settings = { ...env(), ...changes };
  vi.spyOn(await import("@/lib/env"), "env").mockReturnValue(settings);
}
