import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The log as a new process has it. */
async function logOf(env: { NODE_ENV: string; LOG?: string }) {
  for (const [name, value] of Object.entries({ LOG: "", ...env })) vi.stubEnv(name, value);
  vi.resetModules();
  return import("@/lib/base/log.server");
}

/** What is written to the standard output meanwhile. */
function linesDuring(work: () => void): Record<string, unknown>[] {
  const lines: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  work();
  vi.mocked(process.stdout.write).mockRestore();
  return lines.map((line) => JSON.parse(line));
}

describe("in production", () => {
  it("each line is JSON with its level, its time and the fields of its request", async () => {
    const { log, withLogFields } = await logOf({ NODE_ENV: "production" });
    const lines = linesDuring(() => {
      withLogFields({ request: "req-1", route: "/api/cart" }, () =>
        withLogFields({ eventId: "evt_1" }, () =>
          log.warn("order 5651-VTRX is disputed", { orderId: "ord_1" }),
        ),
      );
      log.debug("not shown");
    });
    expect(lines).toEqual([
      {
        level: "warn",
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        msg: "order 5651-VTRX is disputed",
        request: "req-1",
        route: "/api/cart",
        eventId: "evt_1",
        orderId: "ord_1",
      },
    ]);
  });

  it("a line of a request that is traced names its trace", async () => {
    const { log, nameTraces } = await logOf({ NODE_ENV: "production" });
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    nameTraces(() => traceId);
    const [traced] = linesDuring(() => log.warn("slow"));
    nameTraces(undefined);
    const [other] = linesDuring(() => log.warn("slow"));
    expect([traced?.traceId, other?.traceId]).toEqual([traceId, undefined]);
  });

  it.each([
    ["a name", "Ada Lovelace"],
    ["an e-mail address", "ada@example.com"],
    ["a phone number", "+33 6 12 34 56 78"],
    ["a phone number of digits alone", "0612345678"],
    ["an IP address", "203.0.113.7"],
    ["an IP address of version 6", "2001:db8::7"],
    ["a street", "17 Hidden Lane"],
  ])("a field never holds %s", async (_, value) => {
    const { log } = await logOf({ NODE_ENV: "production" });
    const [line] = linesDuring(() => log.error("refused", { orderId: value, code: value }));
    expect(line).toMatchObject({ orderId: "[removed]", code: "[removed]" });
  });

  it("a field that is not listed is left out, and a text has neither secrets nor e-mail addresses", async () => {
    const { log } = await logOf({ NODE_ENV: "production" });
    const fields: object = { orderId: "ord_1", name: "Ada", address: { line1: "17 Hidden Lane" } };
    const [line] = linesDuring(() =>
      log.error("no ada@example.com with sk_live_abc123 for pi_1_secret_xyz", fields),
    );
    expect(line).toEqual({
      level: "error",
      time: expect.anything(),
      msg: "no …@… with sk_… for pi_1_secret_…",
      orderId: "ord_1",
    });
  });
});

describe("on a person's terminal", () => {
  it("a line is its text, with the fields that the text does not say already", async () => {
    const { log } = await logOf({ NODE_ENV: "development" });
    const printed = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    log.warn("order ord_1 could not be closed", { request: "req-1", orderId: "ord_1", tries: 2 });
    expect(printed.mock.calls).toEqual([["order ord_1 could not be closed (tries 2)"]]);
  });

  it("what is not at least a warning is quiet, unless LOG asks for it", async () => {
    const printed = vi.spyOn(console, "info").mockImplementation(() => undefined);
    (await logOf({ NODE_ENV: "development" })).log.info("GET /api/cron 200");
    expect(printed).not.toHaveBeenCalled();
    (await logOf({ NODE_ENV: "development", LOG: "debug" })).log.info("GET /api/cron 200");
    expect(printed).toHaveBeenCalledOnce();
  });
});
