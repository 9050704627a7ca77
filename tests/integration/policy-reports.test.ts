import { beforeEach, expect, it, vi } from "vitest";
import { POST } from "@/app/api/csp-report/route";
import { rateLimits } from "@/lib/db/schema";
import { BOUNDS } from "@/lib/limits/bounds";
import { testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
const warned = vi.spyOn(console, "warn");
beforeEach(async () => {
  await db.delete(rateLimits);
  warned.mockReset();
});

async function reports(blocked: string, address = "203.0.113.7"): Promise<number> {
  const origin = "http://localhost:3000";
  const response = await POST(
    new Request(`${origin}/api/csp-report`, {
      method: "POST",
      headers: { origin, "content-type": "application/csp-report", "x-forwarded-for": address },
      body: JSON.stringify({
        "csp-report": {
          "effective-directive": "script-src-elem",
          "blocked-uri": blocked,
          "document-uri": `${origin}/orders/ord_1`,
        },
      }),
    }),
  );
  return response.status;
}

it("says once what a policy stopped, and again in another hour", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  for (const times of [1, 2, 3])
    expect(await reports("https://evil.example/a.js"), `report ${times}`).toBe(204);
  await reports("https://other.example/b.js");
  const stopped = (site: string) =>
    expect.stringContaining(`stopped https://${site} on /orders/… (script-src-elem)`);
  expect(warned.mock.calls).toEqual([[stopped("evil.example")], [stopped("other.example")]]);
  vi.advanceTimersByTime(60 * 60_000);
  await reports("https://evil.example/a.js");
  expect(warned).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
});

it("takes no more from one address than the limit", async () => {
  for (let times = 0; times < BOUNDS.policyReport.address.max; times += 1) {
    expect(await reports("inline", "198.51.100.9")).toBe(204);
  }
  expect(await reports("inline", "198.51.100.9")).toBe(429);
  expect(await reports("inline", "192.0.2.1")).toBe(204);
});
