import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { limitEnv } from "@/lib/config/env";
import { json } from "@/lib/http/body-reader";
import { BOT_GUARDED, isBotGuarded } from "@/lib/http/bot-guarded";
import { route } from "@/lib/routes/route.server";
import { allRoutes } from "@/tests/support/fuzz/route-files";

const { checkBotId } = vi.hoisted(() => ({ checkBotId: vi.fn(async () => ({ isBot: false })) }));
vi.mock("@/lib/http/botid-server", () => ({ checkBotId }));

const STORE_URL = "https://store.test";
const turn = (BOTID: "on" | "off") =>
  limitEnv(["STORE_URL", "BOTID", "VERCEL"], { STORE_URL, BOTID, VERCEL: "1" });
beforeEach(() => turn("on"));

const handle = vi.fn(() => ({ ok: true }) as const);
const limit = vi.fn(async () => ({ ok: true }) as const);
const pays = route({ from: "own pages", body: json(z.object({})), owner: "nobody", limit }, handle);

const post = (path: string) =>
  pays(
    new Request(STORE_URL + path, {
      method: "POST",
      body: "{}",
      headers: { origin: STORE_URL, "content-type": "application/json", referer: `${STORE_URL}/fr/checkout` },
    }),
  );

beforeEach(() => {
  for (const mock of [handle, limit, checkBotId]) mock.mockClear();
  checkBotId.mockReset().mockResolvedValue({ isBot: false });
});

describe("with BotID", () => {
  it("a program is refused before anything is counted or done, in words for the person that it may be", async () => {
    checkBotId.mockResolvedValueOnce({ isBot: true });
    const response = await post("/api/checkout/payment/confirm");
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      error: { code: "bot_suspected", message: expect.stringContaining("autre navigateur") },
    });
    expect(limit).not.toHaveBeenCalled();
    expect(handle).not.toHaveBeenCalled();
  });

  it("a person's request goes on", async () => {
    expect((await post("/api/checkout/payment/confirm")).status).toBe(200);
    expect(checkBotId).toHaveBeenCalledOnce();
  });

  it("what is not guarded is not asked about", async () => {
    checkBotId.mockResolvedValueOnce({ isBot: true });
    expect((await post("/api/checkout/outcome")).status).toBe(200);
  });

  it("a check that fails stops nobody, and is told", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    checkBotId.mockRejectedValueOnce(new Error("no OIDC token"));
    expect((await post("/api/checkout/payment")).status).toBe(200);
    expect(told.mock.calls.flat().join()).toContain("no OIDC token");
  });
});

it("without BotID nobody is checked", async () => {
  turn("off");
  checkBotId.mockResolvedValueOnce({ isBot: true });
  expect((await post("/api/checkout/payment")).status).toBe(200);
  expect(checkBotId).not.toHaveBeenCalled();
});

const isTheSame = (guarded: string, route: string) => {
  const [start = "", end = ""] = guarded.split("*");
  return guarded.includes("*") ? route.startsWith(start) && route.endsWith(end) : route === guarded;
};

it("each guarded address is one of the API, which takes nothing but JSON of the store's own pages", async () => {
  const routes = await allRoutes();
  for (const guarded of BOT_GUARDED) {
    const name = `${guarded.method} ${guarded.path}`;
    const meant = routes.filter((route) => isTheSame(name, route.name));
    expect([name, meant.length > 0]).toEqual([name, true]);
    for (const { method, path, handler } of meant) {
      const { from, body } = handler.takes;
      expect([path, isBotGuarded({ method, url: STORE_URL + path })]).toEqual([path, true]);
      expect([path, from, body !== "none" && body !== "signed" && body.formats]).toEqual([
        path,
        "own pages",
        ["json"],
      ]);
    }
  }
});
