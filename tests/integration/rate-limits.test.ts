import { beforeEach, describe, expect, it } from "vitest";
import { withinCodeLimits, withinEmailLimits } from "@/lib/auth/limits.server";
import { withinCheckoutLimits, withinUpdateLimits } from "@/lib/checkout/limits.server";
import { withinMethodLimits } from "@/lib/customers/method-limits.server";
import { rateLimits } from "@/lib/db/schema";
import { newCartId, newCustomerId } from "@/lib/ids";
import { testDatabase } from "@/tests/support/database";

const { db } = await testDatabase();
beforeEach(() => db.delete(rateLimits));

/** A request that names another address each time; the proxy adds the real one. */
let forged = 0;
function from(address: string): Headers {
  forged += 1;
  return new Headers({ "x-forwarded-for": `198.51.100.${forged % 250}, ${address}` });
}

const ASKED: Record<string, (headers: Headers) => Promise<boolean>> = {
  "sign-in e-mails": (headers) => withinEmailLimits(`a${forged}@example.com`, headers),
  "sign-in codes": (headers) => withinCodeLimits(`a${forged}@example.com`, headers),
  checkouts: (headers) => withinCheckoutLimits(newCartId(), headers),
  "changes of a checkout": (headers) => withinUpdateLimits(newCartId(), headers),
  "cards in the account": (headers) => withinMethodLimits("add", newCustomerId(), headers),
};

/** How many are let through, of one more than would ever be. */
async function letThrough(ask: (headers: Headers) => Promise<boolean>, address: (n: number) => string) {
  for (let count = 0; count < 2500; count += 1) {
    if (!(await ask(from(address(count))))) return count;
  }
  return Number.POSITIVE_INFINITY;
}

describe.each([
  ["sign-in e-mails", 60],
  ["sign-in codes", 60],
  ["checkouts", 120],
  ["changes of a checkout", 480],
  ["cards in the account", 40],
])("%s", (kind, most) => {
  const ask = ASKED[kind];
  if (!ask) throw new Error(kind);

  it(`are ${most} from one address, however it names itself, and others are not held up`, async () => {
    expect(await letThrough(ask, () => "203.0.113.7")).toBe(most);
    expect(await ask(from("192.0.2.1"))).toBe(true);
    expect(await ask(from("203.0.113.8"))).toBe(true);
  });

  it("are four times as many from one network", async () => {
    expect(await letThrough(ask, (count) => `203.0.113.${count % 250}`)).toBe(most * 4);
    expect(await ask(from("192.0.2.1"))).toBe(true);
  });
});
