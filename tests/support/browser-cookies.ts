type Written = { value: string; maxAge: number | undefined };

const jar = new Map<string, string>();
const sent = new Map<string, string>();
const written = new Map<string, Written>();

/** A browser's cookies without a server: `vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders)`. */
export const nextHeaders = {
  headers: async () =>
    new Headers({
      ...Object.fromEntries(sent),
      cookie: [...jar].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; "),
    }),
  cookies: async () => ({
    has: (name: string) => jar.has(name),
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string, { maxAge }: { maxAge?: number } = {}) => {
      written.set(name, { value, maxAge });
      if (maxAge === 0) jar.delete(name);
      else jar.set(name, value);
    },
    delete: (name: string) => {
      written.set(name, { value: "", maxAge: 0 });
      jar.delete(name);
    },
  }),
};

export const browser = {
  cookies: jar,
  /** Of its requests, besides cookies. */
  headers: sent,
  /** Set since the last call; `maxAge` in seconds. */
  takeWritten(): Record<string, Written> {
    const taken = Object.fromEntries(written);
    written.clear();
    return taken;
  },
  clear(): void {
    jar.clear();
    sent.clear();
    written.clear();
  },
};
