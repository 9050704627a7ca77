import { rm } from "node:fs/promises";
import type { APIRequestContext } from "@playwright/test";
import pg from "pg";
import { isRedisInstalled, startInstalledRedis } from "../../../scripts/local/installed-redis";
import { freePort } from "../../../scripts/local/ports";
import { copyBuild } from "../support/copied-build";
import { type OwnStore, ownStore } from "../support/own-store";
import { startInstance } from "../support/store-instance";
import { surroundings } from "../support/surroundings";
import { targetOfJourneys } from "../support/target";
import { expect, test } from "../support/test";

test.skip(targetOfJourneys().kind !== "local", "needs a store of its own, with a local Stripe");

type Other = { url: string; restart: (meanwhile: () => Promise<void>) => Promise<void> };

/** A store, and another process of it on a copy of its build, which learns of nothing but from the database. */
async function inTwoProcesses(
  settings: Record<string, string>,
  walk: (store: OwnStore, other: Other) => Promise<void>,
): Promise<void> {
  const { build, dist } = surroundings();
  const store = await ownStore(settings);
  const folder = `${dist}-other`;
  const port = await freePort();
  const variables = { ...store.variables, ...settings, NEXT_DIST_DIR: folder, DRAIN_INTERVAL_SECONDS: "0" };
  try {
    await copyBuild(build, folder);
    let process = await startInstance(variables, port);
    const restart: Other["restart"] = async (meanwhile) => {
      await process.stop();
      await meanwhile();
      process = await startInstance(variables, port);
    };
    // It begins to watch while it waits for its database.
    await expect
      .poll(async () => (await fetch(`${process.url}/api/health/ready?parts=database,migrations`)).status)
      .toBe(200);
    await walk(store, { url: process.url, restart }).finally(() => process.stop());
  } finally {
    await store.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Changes settings of the store in its first process, as the forms do. */
async function deskOf({ url }: OwnStore, request: APIRequestContext) {
  const options = (data: object) => ({ data, headers: { origin: url } });
  const entered = await request.post(`${url}/api/demo/staff-sign-in`, options({ role: "owner" }));
  expect(entered.ok()).toBe(true);
  const seen: Record<string, number> = {};
  return async (area: string, body: object) => {
    const saved = await request.post(
      `${url}/api/admin/settings/${area}`,
      options({ seen: seen[area] ?? 0, ...body }),
    );
    expect(saved.status()).toBe(200);
    seen[area] = (seen[area] ?? 0) + 1;
  };
}

const termsOf = (title: string) => ({
  ...{ language: "en", title, updated: "2026-03-01", draft: "off" },
  markdown: "## Who\n\nWe are {company}.",
});

function reads(request: APIRequestContext, { url }: { url: string }) {
  const read = async (path: string) => {
    const answer = await request.get(url + path, { maxRedirects: 0 });
    return { status: answer.status(), cache: answer.headers()["x-nextjs-cache"], text: await answer.text() };
  };
  /** A whole page would be told where it does not. */
  const says = async (path: string, what: string) => (await read(path)).text.includes(what);
  return Object.assign(read, { says });
}

test("What is set in one process is on the kept pages of another at once, and after its restart", async ({
  request,
}) => {
  test.setTimeout(300_000);
  await inTwoProcesses({}, async (store, other) => {
    const save = await deskOf(store, request);
    const read = reads(request, other);
    const [product = ""] = (await read("/")).text.match(/(?<=href=")\/products\/[a-z0-9-]+/) ?? [];
    const kept = ["/", product, `/fr${product}`, "/legal/terms"];
    const keeps = async () => {
      for (const path of kept)
        await expect.poll(async () => (await read(path)).cache, { intervals: [20] }).toBe("HIT");
    };
    const follow = async (paths: readonly string[], says: string) => {
      for (const path of paths)
        await expect
          .poll(async () => [path, await read.says(path, says)], { timeout: 5_000 })
          .toEqual([path, true]);
    };

    await keeps();
    await save("face", { values: { name: "Blue Kiln" } });
    await follow([...kept, "/cart", "/feeds/google.xml", "/llms.txt"], "Blue Kiln");
    await keeps();
    await save("legal/terms", termsOf("Our own terms"));
    await follow(["/legal/terms"], "Our own terms");
    await keeps();
    await save("languages", { language: "fr", shown: "no" });
    await expect.poll(async () => (await read(`/fr${product}`)).status, { timeout: 5_000 }).toBe(307);
    expect(await read.says("/sitemap-products.xml", "/fr/")).toBe(false);
    await save("languages", { language: "fr", shown: "yes" });
    await expect.poll(async () => (await read(`/fr${product}`)).status, { timeout: 5_000 }).toBe(200);

    // What it has on its disk is younger than any age at which it would be made anew.
    await keeps();
    await other.restart(() => save("face", { values: { name: "Red Kiln" } }));
    await follow(kept, "Red Kiln");
  });
});

/** Holds every page that is not made yet, once it has looked for settings, until it is let go. */
async function holdsPages({ variables }: OwnStore) {
  const database = new pg.Client({ connectionString: variables.DATABASE_URL });
  await database.connect();
  await database.query("begin");
  await database.query("lock table categories in access exclusive mode");
  const isHeld = async () => {
    const { rows } = await database.query("select from pg_locks where not granted");
    return rows.length > 0;
  };
  const letGo = async () => {
    await database.query("commit");
    await database.end();
  };
  return { isHeld, letGo };
}

for (const shares of [false, true]) {
  test(`A page that was being made while settings were saved is made again${shares ? ", and with Redis" : ""}`, async ({
    request,
  }) => {
    test.skip(shares && !isRedisInstalled(), "There is no Redis on this machine");
    test.setTimeout(300_000);
    const redis = shares ? await startInstalledRedis() : null;
    await inTwoProcesses(redis ? { REDIS_URL: redis.url } : {}, async (store, other) => {
      const save = await deskOf(store, request);
      const read = reads(request, other);
      const hold = await holdsPages(store);
      const late = read("/legal/terms");
      await expect.poll(hold.isHeld, { intervals: [20] }).toBe(true);
      await save("face", { values: { name: "Blue Kiln" } });
      await save("legal/terms", termsOf("Our own terms"));
      await expect.poll(() => read.says("/admin/sign-in", "Blue Kiln")).toBe(true);
      await hold.letGo();
      expect((await late).text.includes("Our own terms")).toBe(false);
      // By its age alone it would be made again after ten seconds.
      await expect.poll(() => read.says("/legal/terms", "Our own terms"), { timeout: 6_000 }).toBe(true);
    }).finally(() => redis?.stop());
  });
}
