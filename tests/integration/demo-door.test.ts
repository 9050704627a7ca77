import { describe, expect, it, vi } from "vitest";
import { POST as openByForm } from "@/app/api/auth/demo/route";
import { POST as open } from "@/app/api/demo/sign-in/route";
import { env } from "@/lib/config/env";
import { signInSessions } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { setSettings } from "@/tests/support/settings";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
await testStripe();

const origin = new URL(env().STORE_URL).origin;
const byProgram = () =>
  open(
    new Request(`${origin}/api/demo/sign-in`, {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify({ shopper: "new" }),
    }),
  );
const byForm = () =>
  openByForm(
    new Request(`${origin}/api/auth/demo`, {
      method: "POST",
      headers: { origin, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ shopper: "new", locale: "en" }),
    }),
  );

describe.each([
  ["for programs", byProgram, 200],
  ["of the sign-in page", byForm, 303],
])("the demonstration's sign-in %s", (_door, knock, opened) => {
  it("does not exist unless the store is a demonstration", async () => {
    await setSettings({ LOCAL_DEMO: false });
    const before = await db.$count(signInSessions);
    const answer = await knock();
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: "not_found" } });
    expect(answer.headers.has("set-cookie")).toBe(false);
    expect(await db.$count(signInSessions)).toBe(before);
    vi.restoreAllMocks();
  });

  it("signs in a visitor of a demonstration", async () => {
    await setSettings({ LOCAL_DEMO: true });
    const before = await db.$count(signInSessions);
    expect((await knock()).status).toBe(opened);
    expect(await db.$count(signInSessions)).toBe(before + 1);
    vi.restoreAllMocks();
  });
});
