import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { rateLimits } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { allActions, formsFor, submit } from "@/tests/support/fuzz/actions";
import { type Cast, makeCast, personNames, prepareStage } from "@/tests/support/fuzz/people";
import { FUZZ_SEED, fuzzRuns } from "@/tests/support/fuzz/seed";
import { testStripe } from "@/tests/support/local-stripe";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();
const { stripe, url } = await testStripe();
const actions = await allActions();

let cast: Cast;
beforeAll(() => prepareStage(db));
beforeEach(async () => {
  await db.delete(rateLimits);
  cast = await makeCast(db, stripe, url);
});
afterAll(() => {
  process.stdout.write(`fuzz: ${actions.length} server actions, FUZZ_SEED=${FUZZ_SEED}\n`);
});

describe("every server action, with an odd form", () => {
  it("is found", () => {
    expect(actions.map(({ name }) => name)).toContain("addToCart");
    expect(actions.length).toBeGreaterThan(15);
  });

  it.each(actions)("returns or leads to a page of the store: $name", async (action) => {
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...personNames), formsFor(cast.pool), async (person, form) => {
        sent += 1;
        if (sent % 8 === 0) await db.delete(rateLimits);
        const ended = await submit(action, cast.people[person], form);
        expect(ended).toMatch(/^returned$|^not found$|^to \/(?![/\\])/);
      }),
      {
        seed: FUZZ_SEED,
        numRuns: Math.ceil(fuzzRuns(actions.length) / 4),
        timeout: 10_000,
        endOnFailure: true,
      },
    );
  });
});
