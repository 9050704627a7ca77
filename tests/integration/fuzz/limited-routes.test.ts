import { gt } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { rateLimits } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { inBackticks, page, tables } from "@/tests/support/docs";
import { type Cast, makeCast, prepareStage } from "@/tests/support/fuzz/people";
import { requestsTo, send } from "@/tests/support/fuzz/requests";
import { allRoutes } from "@/tests/support/fuzz/route-files";
import { testStripe } from "@/tests/support/local-stripe";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const { stripe, url } = await testStripe();
const routes = (await allRoutes()).map((route) => ({ ...route, name: route.name.replace("/[locale]", "") }));

/** Enough for each route to get past its checks, right and wrong. */
const REQUESTS = 60;

/** What docs/limits.md says of each address. */
const told = new Map(
  tables(page("docs/limits.md")).flatMap(({ header, rows }) =>
    header[0] === "address"
      ? rows.flatMap(([addresses = "", counts = ""]) =>
          inBackticks(addresses).map((address) => [address, inBackticks(counts).sort()] as const),
        )
      : [],
  ),
);

let cast: Cast;
beforeAll(() => prepareStage(db));
beforeEach(async () => {
  cast = await makeCast(db, stripe, url);
});

describe("docs/limits.md", () => {
  it("names every address of the API, and no other", () => {
    expect([...told.keys()].sort()).toEqual(routes.map(({ name }) => name).sort());
  });

  it.each(routes.map((route) => [route.name, route] as const))(
    "says what is counted at %s",
    async (_, route) => {
      const counted = new Set<string>();
      for (const request of fc.sample(requestsTo(route, cast, [{}]), { seed: 1, numRuns: REQUESTS })) {
        await db.delete(rateLimits);
        await send(route, cast, request);
        const rows = await db.select({ key: rateLimits.key }).from(rateLimits).where(gt(rateLimits.count, 0));
        for (const { key } of rows) counted.add(key.split(":")[0] ?? "");
      }
      expect([...counted].sort()).toEqual(told.get(route.name));
    },
  );
});
