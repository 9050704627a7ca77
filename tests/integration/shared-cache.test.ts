import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type SharedCacheHandler from "@/cache-handler.mjs";
import { isRedisInstalled, startInstalledRedis } from "@/scripts/local/installed-redis";

/** What Next.js keeps of a page. */
const pageOf = (html: string, tags: string) => ({
  kind: "APP_PAGE",
  html,
  rscData: Buffer.from("rsc"),
  headers: { "x-next-cache-tags": tags },
  status: 200,
  postponed: undefined,
  segmentData: new Map([["/_tree", Buffer.from([0, 255])]]),
});
const APP_PAGE = { kind: "APP_PAGE" };

/** A handler with a connection of its own, as another process has it. */
async function anotherProcess(serverDistDir: string): Promise<SharedCacheHandler> {
  vi.resetModules();
  const { default: Handler } = await import("@/cache-handler.mjs");
  return new Handler({ serverDistDir });
}

async function buildFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "store-build-"));
  await writeFile(join(folder, "BUILD_ID"), name);
  return join(folder, "server");
}

describe.runIf(isRedisInstalled())("the cache that processes share", async () => {
  const redis = await startInstalledRedis();
  if (!redis) return;
  const lines: string[] = [];
  const codes = () => lines.map((line) => JSON.parse(line).code);
  let one: SharedCacheHandler;
  let other: SharedCacheHandler;

  const kept = async (key: string, at = one) => {
    await vi.waitFor(async () => {
      await at.set(key, pageOf("<p>1</p>", "product:mug,list:all"), { cacheControl: { revalidate: 10 } });
      expect(await at.get(key, APP_PAGE)).not.toBeNull();
    }, 10_000);
  };

  beforeAll(async () => {
    vi.stubEnv("REDIS_URL", redis.url);
    vi.spyOn(process.stdout, "write").mockImplementation((line) => lines.push(String(line)) > 0);
    const build = await buildFolder("one");
    one = await anotherProcess(build);
    other = await anotherProcess(build);
    await kept("warm", one);
    await kept("warm", other);
    lines.length = 0;
  });

  afterAll(async () => {
    await redis.stop();
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  it("gives what one process made to the other, whole", async () => {
    await kept("/mug");
    const entry = await other.get("/mug", APP_PAGE);
    expect(entry?.value).toEqual(pageOf("<p>1</p>", "product:mug,list:all"));
    expect(entry?.cacheControl).toEqual({ revalidate: 10 });
    expect(Math.abs(Date.now() - (entry?.lastModified ?? 0))).toBeLessThan(10_000);
  });

  it("gives no page whose tag another process has renewed, until it is made again", async () => {
    await kept("/mug");
    await kept("/bowl");
    await other.revalidateTag("product:mug", { expire: 0 });
    expect(await one.get("/mug", APP_PAGE)).toBeNull();
    await vi.waitFor(() => kept("/mug"));
    expect(await other.get("/mug", APP_PAGE)).not.toBeNull();
  });

  it("gives no data whose tag was renewed", async () => {
    const data = { kind: "FETCH", data: { body: "[]" }, revalidate: 10 };
    await one.set("data", data);
    const asked = { kind: "FETCH", tags: ["list:all"], softTags: ["_N_T_/"] };
    expect((await other.get("data", asked))?.value).toEqual(data);
    await one.revalidateTag(["list:all"]);
    expect(await other.get("data", asked)).toBeNull();
  });

  it("keeps the pages of each build apart", async () => {
    await kept("/mug");
    const next = await anotherProcess(await buildFolder("two"));
    await kept("warm", next);
    expect(await next.get("/mug", APP_PAGE)).toBeNull();
  });

  it("makes pages anew while Redis hangs, says so once, and finds it again", async () => {
    await kept("/mug");
    lines.length = 0;
    redis.pause();
    const begun = performance.now();
    for (let reads = 0; reads < 20; reads += 1) expect(await one.get("/mug", APP_PAGE)).toBeNull();
    await one.set("/mug", pageOf("", ""));
    await one.revalidateTag("product:mug");
    expect(performance.now() - begun).toBeLessThan(1500);
    redis.resume();
    await kept("/mug");
    expect(codes()).toEqual(["shared_cache_lost", "shared_cache_back"]);
  });

  it("survives a Redis that ends and begins anew", async () => {
    await kept("/mug");
    lines.length = 0;
    await redis.kill();
    expect(await one.get("/mug", APP_PAGE)).toBeNull();
    await one.set("/mug", pageOf("", ""));
    await redis.start();
    await kept("/mug");
    expect(codes().filter((code) => code === "shared_cache_lost").length).toBeGreaterThan(0);
  });
});
