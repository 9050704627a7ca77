import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/cron/route";
import { startServer } from "@/instrumentation-node";
import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";

const { db } = await testDatabase();
await testStripe();
await seedDemonstration(db, currency("eur"));

const logged: string[] = [];
const round = (query = "") => {
  const headers = { authorization: `Bearer ${env().CRON_SECRET}` };
  return GET(new Request(`http://localhost:3000/api/cron${query}`, { headers }));
};

beforeEach(() => {
  logged.length = 0;
  vi.spyOn(console, "warn").mockImplementation((text) => void logged.push(String(text)));
  vi.spyOn(console, "error").mockImplementation((text) => void logged.push(String(text)));
});
afterEach(() => vi.restoreAllMocks());

const OF_ALLFREE = expect.stringMatching(/^WARNING: .*ALLFREE/);

describe("a warning about the demonstration", () => {
  it("is logged at the start, and not in rounds", async () => {
    await setSettings({ VERCEL: undefined, DRAIN_INTERVAL_SECONDS: 0 });
    startServer();
    await vi.waitFor(() => expect(logged).toContainEqual(OF_ALLFREE), 20_000);
    logged.length = 0;
    expect((await round()).status).toBe(200);
    expect(logged).not.toContainEqual(OF_ALLFREE);
  });

  it("is logged on Vercel in the cron's rounds, as a start leaves the database to its first visitor", async () => {
    await setSettings({ VERCEL: "1", DRAIN_INTERVAL_SECONDS: 0 });
    const connecting = vi.spyOn(await import("@/lib/db/client"), "db");
    startServer();
    expect(connecting).not.toHaveBeenCalled();
    await round("?scope=due");
    expect(logged).not.toContainEqual(OF_ALLFREE);
    expect((await round()).status).toBe(200);
    expect(logged).toContainEqual(OF_ALLFREE);
  });
});
