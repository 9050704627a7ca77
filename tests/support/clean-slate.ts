import { vi } from "vitest";

/** This runs before each test file. Files share a process, as loading the packages is slow; the store's own modules and the environment are fresh. */
const globals = globalThis as typeof globalThis & { __environmentAtStart?: NodeJS.ProcessEnv };

globals.__environmentAtStart ??= { ...process.env };
for (const name of Object.keys(process.env)) {
  if (!(name in globals.__environmentAtStart)) delete process.env[name];
}
Object.assign(process.env, globals.__environmentAtStart);

for (const name of ["__storeLaidOver", "__storeLaidOverWords", "__storeSettings"])
  Reflect.deleteProperty(globalThis, name);

vi.useRealTimers();
vi.unstubAllGlobals();
for (const name of ["next/cache", "next/headers", "next/server"]) vi.doUnmock(name);
vi.resetModules();
