import { vi } from "vitest";

/**
 * Runs before each test file. Files share a process, because loading the packages anew for each took longer than their tests; the
 * store's own modules, with what they remember, are loaded anew, and the environment is as at the start.
 */
const globals = globalThis as typeof globalThis & { __environmentAtStart?: NodeJS.ProcessEnv };

globals.__environmentAtStart ??= { ...process.env };
for (const name of Object.keys(process.env)) {
  if (!(name in globals.__environmentAtStart)) delete process.env[name];
}
Object.assign(process.env, globals.__environmentAtStart);

vi.useRealTimers();
for (const name of ["next/cache", "next/headers", "next/server"]) vi.doUnmock(name);
vi.resetModules();
