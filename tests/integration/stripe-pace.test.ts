import { beforeEach, expect, it, vi } from "vitest";
import { callPaces } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";

const { db } = await testDatabase();
const { control } = await testStripe();

/** As in a process of its own: nothing is shared but the database. */
async function otherProcess() {
  vi.resetModules();
  const { inPacedBackground } = await import("@/lib/jobs/stripe-pace.server");
  const { backgroundPace } = await import("@/lib/stripe/background.server");
  return { inPacedBackground, backgroundPace };
}

beforeEach(async () => {
  vi.restoreAllMocks();
  await db.delete(callPaces);
});

async function turnsIn(process: Awaited<ReturnType<typeof otherProcess>>, call: string, count: number) {
  return process.inPacedBackground(async () => {
    const times: number[] = [];
    await Promise.all(
      Array.from({ length: count }, async () => {
        await process.backgroundPace()?.turn(call);
        times.push(Date.now());
      }),
    );
    return times;
  });
}

async function twoProcesses(settings: { inAll: number; ofOneKind: number }) {
  const processes = [];
  for (let number = 0; number < 2; number += 1) {
    const process = await otherProcess();
    await setSettings({
      STRIPE_BACKGROUND_RATE: settings.inAll,
      STRIPE_BACKGROUND_CALL_RATE: settings.ofOneKind,
    });
    processes.push(process);
  }
  return processes;
}

const mostInHalfASecond = (times: number[]) =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 500).length));

it("Processes share the pace of one kind of call", async () => {
  const processes = await twoProcesses({ inAll: 1000, ofOneKind: 40 });
  const began = Date.now();
  const times = (await Promise.all(processes.map((one) => turnsIn(one, "GET /v1/a", 20)))).flat();
  expect(times).toHaveLength(40);
  // Forty calls at forty a second: the last one begins after 39/40 of a second.
  expect(Math.max(...times) - began).toBeGreaterThanOrEqual(950);
  expect(mostInHalfASecond(times)).toBeLessThanOrEqual(23);
});

it("All kinds of calls together keep the pace of the account", async () => {
  const processes = await twoProcesses({ inAll: 40, ofOneKind: 1000 });
  const began = Date.now();
  const times = (
    await Promise.all(processes.map((one, index) => turnsIn(one, `GET /v1/${index}`, 20)))
  ).flat();
  expect(Math.max(...times) - began).toBeGreaterThanOrEqual(950);
});

it("A refusal by Stripe's rate limit slows all processes down for a minute, once for calls that were refused together", async () => {
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const { inPacedBackground } = await otherProcess();
  const { stripe } = await import("@/lib/stripe/client");
  await control("/faults", { path: "/v1/balance", times: 2, kind: "429" });
  await inPacedBackground(() =>
    Promise.allSettled([stripe().balance.retrieve(), stripe().balance.retrieve()]),
  );
  const [account] = (await db.select().from(callPaces)).filter(({ name }) => name === "stripe");
  expect(account?.slowness).toBe(2);
  expect((account?.slowedUntil?.getTime() ?? 0) - Date.now()).toBeGreaterThan(50_000);
});

it("A shopper's call waits for no turn", async () => {
  const { stripe } = await import("@/lib/stripe/client");
  await stripe().products.list({ limit: 1 });
  expect(await db.select().from(callPaces)).toEqual([]);
});
