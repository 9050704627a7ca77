import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { rateLimits } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { faultsOf } from "@/tests/support/fuzz/judge";
import { type Cast, makeCast, prepareStage } from "@/tests/support/fuzz/people";
import { type FuzzRequest, requestsTo, rightRequestsTo, send } from "@/tests/support/fuzz/requests";
import { allRoutes } from "@/tests/support/fuzz/route-files";
import { FUZZ_SEED, fuzzRuns } from "@/tests/support/fuzz/seed";
import { testStripe } from "@/tests/support/local-stripe";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const { stripe, url } = await testStripe();
const routes = await allRoutes();

/** Milliseconds after which an answer counts as never given. A round of background work has a minute. */
const hangsAfter = (path: string) => (path === "/api/cron" ? 60_000 : 10_000);
/** What the wrapper itself refuses: a route that only ever answers these was not reached. */
const REFUSED =
  /"code":"(invalid_json|invalid_request|invalid_signature|forbidden_origin|unauthorized|sign_in_required|unsupported_media_type|body_too_large)"/;

let cast: Cast;
let events: object[];
const requests = { sent: 0 };

beforeAll(() => prepareStage(db));
beforeEach(async () => {
  await db.delete(rateLimits);
  cast = await makeCast(db, stripe, url);
  events = (await stripe.events.list({ limit: 20 })).data;
});
afterAll(() => {
  process.stdout.write(
    `fuzz: ${requests.sent} requests to ${routes.length} handlers, FUZZ_SEED=${FUZZ_SEED}\n`,
  );
});

describe("every route, asked oddly", () => {
  it.each(routes)("answers without failing, hanging or leaking: $name", async (route) => {
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(requestsTo(route, cast, events), async (request) => {
        requests.sent += 1;
        if (requests.sent % 8 === 0) await db.delete(rateLimits);
        const answer = await send(route, cast, request);
        const isSentToSignIn = answer.headers.get("location")?.startsWith("/sign-in");
        if (!REFUSED.test(answer.text) && !isSentToSignIn) reached += 1;
        expect(faultsOf(answer), answer.text.slice(0, 500)).toEqual([]);
      }),
      {
        examples: rightRequestsTo(route).map((request): [FuzzRequest] => [request]),
        seed: FUZZ_SEED,
        numRuns: fuzzRuns(routes.length),
        timeout: hangsAfter(route.path),
        endOnFailure: true,
      },
    );
    expect(reached, "requests that got past the wrapper").toBeGreaterThan(0);
  });
});
