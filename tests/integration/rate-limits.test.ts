import pg from "pg";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { rateLimits } from "@/lib/db/schema";
import { BOUNDS, boundsOf, type CountedKind } from "@/lib/limits/bounds";
import { count, countOnce, limitsOf, type Requester, resetLimits, uncount } from "@/lib/limits/count.server";
import { requestSource } from "@/lib/limits/source.server";
import { testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
beforeEach(() => db.delete(rateLimits));

/** Early in every window. */
const NOW = new Date("2026-11-26T00:00:30Z");

/** A request that names another address each time; the proxy adds the real one. */
let forged = 0;
function from(address: string) {
  forged += 1;
  return requestSource(new Headers({ "x-forwarded-for": `198.51.100.${forged % 250}, ${address}` }));
}

const KINDS = Object.keys(BOUNDS).map((kind) => kind as CountedKind);
const use = (kind: CountedKind, asker: Requester, now = NOW) => count(limitsOf(kind, asker), now);

/** How many are let through, of one more than would ever be. */
async function letThrough(kind: CountedKind, asker: (n: number) => Requester): Promise<number> {
  for (let uses = 0; uses < 500; uses += 1) {
    if (!(await use(kind, asker(uses))).ok) return uses;
  }
  return Number.POSITIVE_INFINITY;
}

describe("every kind of limit", () => {
  const asker: Requester = {
    shopper: ["cart_1", null],
    mailbox: "ada@example.com",
    from: from("203.0.113.7"),
    cards: "visa-US-credit",
    spree: true,
  };

  it.each(KINDS)("counts %s in each of its scopes, as far as the requester is known", (kind) => {
    const counted = limitsOf(kind, asker).map(({ key, max, seconds, bankFrom }) => [
      key.split(":")[1],
      { max, seconds, bankFrom },
    ]);
    expect(Object.fromEntries(counted)).toEqual(boundsOf(kind));
    expect(limitsOf(kind, { from: null })).toEqual([]);
  });
});

it("counts one mailbox, however it is written", () => {
  const keyOf = (mailbox: string) => limitsOf("signInMail", { mailbox, from: null }).map(({ key }) => key);
  expect(keyOf("Ada@Example.com")).toEqual(keyOf("ada@example.com"));
  expect(keyOf("ada@example.com")).not.toEqual(keyOf("bea@example.com"));
});

describe("adding cards", () => {
  it("is limited to 40 from one address, however it is written, and others are not affected", async () => {
    expect(await letThrough("addCard", () => ({ from: from("203.0.113.7") }))).toBe(40);
    expect((await use("addCard", { from: from("192.0.2.1") })).ok).toBe(true);
    expect((await use("addCard", { from: from("203.0.113.8") })).ok).toBe(true);
  });

  it("is limited to 160 from one network", async () => {
    expect(await letThrough("addCard", (uses) => ({ from: from(`203.0.113.${uses % 250}`) }))).toBe(160);
    expect((await use("addCard", { from: from("192.0.2.1") })).ok).toBe(true);
  });

  it("is limited to 12 for one account, from any address", async () => {
    const asker = (uses: number): Requester => ({ shopper: ["cus_1"], from: from(`10.0.${uses % 250}.1`) });
    expect(await letThrough("addCard", asker)).toBe(12);
    expect((await use("addCard", { shopper: ["cus_2"], from: from("192.0.2.1") })).ok).toBe(true);
  });
});

describe("a limit", () => {
  it("costs one statement per request, however many scopes it has, and writes nothing when one is reached", async () => {
    const asker: Requester = { shopper: ["cart_1", "cus_1"], from: from("203.0.113.7") };
    const limits = [...limitsOf("addCard", asker), ...limitsOf("declinedPayment", asker, 0)];
    await count(limits, NOW);
    const statements = vi.spyOn(pg.Client.prototype, "query");
    await count(limits, NOW);
    expect(statements).toHaveBeenCalledTimes(1);
    statements.mockRestore();
    for (let uses = 0; uses < 12; uses += 1) await count(limits, NOW);
    const before = await db.select().from(rateLimits);
    expect((await count(limits, NOW)).ok).toBe(false);
    expect(await db.select().from(rateLimits)).toEqual(before);
  });

  const asker = (shopper: string): Requester => ({ shopper: [shopper], from: null });

  it("says in how many seconds requests are allowed again, and then they are", async () => {
    const limits = limitsOf("wrongDiscountCode", asker("cart_1"));
    for (let tries = 0; tries < 15; tries += 1) await count(limits, NOW);
    const refused = await count(limits, NOW);
    expect(refused).toEqual({
      ok: false,
      code: "rate_limited",
      limit: "wrongDiscountCode",
      retryAfter: 60 * 60 - 30,
    });
    const seconds = (after: number) => new Date(NOW.getTime() + after * 1000);
    expect((await count(limits, seconds(3569))).ok).toBe(false);
    expect((await count(limits, seconds(3570))).ok).toBe(true);
  });

  it("that is reached counts in no other scope", async () => {
    const mailbox = "ada@example.com";
    const mine = from("203.0.113.7");
    for (let asked = 0; asked < 50; asked += 1) await use("signInMail", { mailbox, from: mine });
    expect((await use("signInMail", { mailbox, from: from("192.0.2.1") })).ok).toBe(true);
  });

  it("allows no more when many requests come at once", async () => {
    const limits = limitsOf("wrongDiscountCode", asker("cart_1"));
    const results = await Promise.all(Array.from({ length: 60 }, () => count(limits, NOW)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(15);
  });

  it("that only reads counts nothing, and something that happened counts once, however often it is reported", async () => {
    const looks = limitsOf("declinedPayment", asker("cart_1"), 0);
    const declined = limitsOf("declinedPayment", asker("cart_1"));
    for (let looked = 0; looked < 20; looked += 1) expect((await count(looks, NOW)).ok).toBe(true);
    for (let told = 0; told < 20; told += 1) expect(await countOnce("ch_1", declined, NOW)).toEqual([]);
    for (let charge = 2; charge < 10; charge += 1) await countOnce(`ch_${charge}`, declined, NOW);
    expect((await count(looks, NOW)).ok).toBe(true);
    expect(await countOnce("ch_10", declined, NOW)).toEqual(declined);
    expect((await count(looks, NOW)).ok).toBe(false);
  });

  it("that was reached is reported as reached whenever the same thing is reported again", async () => {
    const [mine, others] = ["cart_1", "cart_2"].map((cart) => limitsOf("declinedPayment", asker(cart)));
    if (!mine || !others) throw new Error("no limits");
    for (let charge = 1; charge <= 10; charge += 1) await countOnce(`ch_${charge}`, mine, NOW);
    for (let told = 0; told < 3; told += 1) {
      expect(await countOnce("ch_10", [...mine, ...others], NOW)).toEqual(mine);
    }
    expect(await countOnce("ch_11", others, NOW)).toEqual([]);
    const later = new Date(NOW.getTime() + 60 * 60_000);
    expect(await countOnce("ch_10", mine, later)).toEqual([]);
  });

  it("takes back what should not count, and starts again for its owner", async () => {
    const limits = limitsOf("wrongDiscountCode", asker("cart_1"));
    for (let right = 0; right < 40; right += 1) {
      expect((await count(limits, NOW)).ok).toBe(true);
      await uncount(limits, NOW);
    }
    for (let wrong = 0; wrong < 15; wrong += 1) await count(limits, NOW);
    expect((await count(limits, NOW)).ok).toBe(false);
    await resetLimits(limits, NOW);
    expect((await count(limits, NOW)).ok).toBe(true);
  });

  it("stores neither an address nor an e-mail, and says when its window ends", async () => {
    await use("signInMail", { mailbox: "ada@example.com", from: from("203.0.113.7") });
    await use("wrongSignInCode", { mailbox: "ada@example.com", from: from("203.0.113.7") });
    const rows = await db.select().from(rateLimits);
    expect(JSON.stringify(rows)).not.toMatch(/ada|203\.0/);
    const ends = (kept: string) =>
      rows.filter(({ key }) => key.startsWith(kept)).map(({ endsAt }) => endsAt.getTime() - NOW.getTime());
    expect(Math.max(...ends("signInMail:"))).toBeLessThanOrEqual(10 * 60_000);
    expect(Math.max(...ends("wrongSignInCode:"))).toBeLessThanOrEqual(24 * 60 * 60_000);
  });
});
