import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { DELETE as remove } from "@/app/api/admin/me/passkeys/[passkeyId]/route";
import { POST as askNew } from "@/app/api/admin/me/passkeys/options/route";
import { POST as add } from "@/app/api/admin/me/passkeys/route";
import { POST as sendCode } from "@/app/api/admin/sign-in/code/route";
import { POST as sendEmail } from "@/app/api/admin/sign-in/email/route";
import { POST as ask } from "@/app/api/admin/sign-in/passkey/options/route";
import { POST as enter } from "@/app/api/admin/sign-in/passkey/route";
import { POST as sendSecond } from "@/app/api/admin/sign-in/second-factor/route";
import { newStaffId, type StaffId } from "@/lib/base/ids";
import {
  rateLimits,
  signInSecrets,
  staff,
  staffPasskeys,
  staffSecondFactors,
  staffSessions,
} from "@/lib/db/schema";
import { createStaffCode } from "@/lib/staff/mailbox-code.server";
import { forgetSecondFactor } from "@/lib/staff/manage.server";
import { readPendingStaff } from "@/lib/staff/pending.server";
import { prepareSecondFactor } from "@/lib/staff/second-factor.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { passkeyDevice } from "@/tests/support/passkey-device";
import { type Visitor, visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();

async function anAccount(): Promise<{ id: StaffId; email: string }> {
  const id = newStaffId();
  const email = `${id}@example.com`;
  await db.insert(staff).values({ id, email, emailVerified: true, role: "manager", locale: "en" });
  return { id, email };
}

/** A browser in which somebody has shown the mailbox. */
async function atSecondStep(email: string): Promise<Visitor> {
  await db.delete(rateLimits);
  const who = visitor("203.0.113.60");
  await who.sendsForm(sendEmail, { email });
  const pending = await who.does(readPendingStaff);
  await who.sendsForm(sendCode, { code: (pending && (await createStaffCode(pending))) ?? "" });
  return who;
}

type Asked = { kind: string; options: { challenge: string } };

const asks = async (who: Visitor) => (await who.posts(ask, {})).body as Asked;

const codeOf = ({ body }: { body: Record<string, unknown> }) => (body.error as { code: string })?.code;

const sessionsOf = (id: StaffId) => db.select().from(staffSessions).where(eq(staffSessions.staffId, id));

/** Somebody with a passkey, made at the first sign-in. */
async function withPasskey() {
  const account = await anAccount();
  const device = passkeyDevice();
  const who = await atSecondStep(account.email);
  const { options } = await asks(who);
  const answer = await who.posts(enter, { passkey: device.makes(options), name: "Laptop" });
  expect(answer.body).toEqual({ next: "/admin" });
  await db.delete(staffSessions).where(eq(staffSessions.staffId, account.id));
  return { ...account, device };
}

describe("signing in by a passkey", () => {
  it("makes one the first time, in place of an app, and shows it from then on", async () => {
    const { id, email, device } = await withPasskey();
    const who = await atSecondStep(email);
    const asked = await asks(who);
    expect(asked.kind).toBe("known");
    expect((await who.posts(enter, { passkey: device.shows(asked.options) })).body).toEqual({
      next: "/admin",
    });
    expect(await sessionsOf(id)).toHaveLength(1);
    expect(await db.select().from(staffPasskeys).where(eq(staffPasskeys.staffId, id))).toMatchObject([
      { id: device.id, name: "Laptop", usedAt: expect.any(Date) },
    ]);
  });

  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["another host", { host: "evil.example" }],
  ])("takes no answer made for %s", async (_, where) => {
    const { id, email, device } = await withPasskey();
    const who = await atSecondStep(email);
    const { options } = await asks(who);
    expect(codeOf(await who.posts(enter, { passkey: device.shows(options, where) }))).toBe("passkey_refused");
    expect(await sessionsOf(id)).toEqual([]);
  });

  it("takes each answer once, and none to an earlier or a late question", async () => {
    const { id, email, device } = await withPasskey();
    const who = await atSecondStep(email);
    const first = await asks(who);
    const second = await asks(who);
    const tries = async (passkey: string) =>
      codeOf(await (await atSecondStep(email)).posts(enter, { passkey }));
    expect(await tries(device.shows(first.options))).toBe("passkey_refused");
    const answer = device.shows(second.options);
    expect(await tries(answer)).toBeUndefined();
    expect(await tries(answer)).toBe("passkey_refused");
    const late = await asks(await atSecondStep(email));
    await db
      .update(signInSecrets)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(signInSecrets.value, late.options.challenge));
    expect(await tries(device.shows(late.options))).toBe("passkey_refused");
    expect(await sessionsOf(id)).toHaveLength(1);
  });

  it("takes neither another person's passkey nor a copy of one's own", async () => {
    const { email, device } = await withPasskey();
    const other = await withPasskey();
    const tries = async (passkey: (question: { challenge: string }) => string) => {
      const who = await atSecondStep(email);
      const { options } = await asks(who);
      return codeOf(await who.posts(enter, { passkey: passkey(options) }));
    };
    expect(await tries(other.device.shows)).toBe("passkey_refused");
    expect(await tries(passkeyDevice().makes)).toBe("passkey_refused");
    expect(await tries(device.shows)).toBeUndefined();
    device.rewinds(0);
    expect(await tries(device.shows)).toBe("passkey_refused");
  });

  it("asks nobody who has not shown the mailbox", async () => {
    const who = visitor("203.0.113.61");
    expect(codeOf(await who.posts(ask, {}))).toBe("code_expired");
    expect(codeOf(await who.posts(enter, { passkey: passkeyDevice().makes({ challenge: "x" }) }))).toBe(
      "code_expired",
    );
  });

  it("is no way around an app that somebody has", async () => {
    const { id, email } = await anAccount();
    await prepareSecondFactor(id, email);
    await db.update(staffSecondFactors).set({ confirmedAt: new Date() });
    const who = await atSecondStep(email);
    expect(codeOf(await who.posts(ask, {}))).toBe("passkey_refused");
  });

  it("leaves no app that was offered and never set up as a way in", async () => {
    const { id, email } = await anAccount();
    await prepareSecondFactor(id, email);
    const device = passkeyDevice();
    const who = await atSecondStep(email);
    const { options } = await asks(who);
    await who.posts(enter, { passkey: device.makes(options) });
    const { createOTP } = await import("@better-auth/utils/otp");
    const { base32 } = await import("@better-auth/utils/base32");
    const setup = await prepareSecondFactor(id, email);
    const secret = new TextDecoder().decode(base32.decode(setup?.secret ?? ""));
    await db.delete(staffSessions);
    const again = await atSecondStep(email);
    const answer = await again.sendsForm(sendSecond, { code: await createOTP(secret).totp() });
    expect(answer.headers.get("location")).toContain("second_factor_wrong");
    expect(await sessionsOf(id)).toEqual([]);
  });
});

describe("one's own passkeys", () => {
  const deletes = (who: Visitor, passkeyId: string) =>
    who.does(async () => {
      const request = new Request("http://localhost:3000/api/admin/me/passkeys/x", {
        method: "DELETE",
        headers: { origin: "http://localhost:3000" },
      });
      const answer = await remove(request, { params: Promise.resolve({ passkeyId }) });
      return (await answer.json()).error?.code ?? "done";
    });

  it("are added and removed, but for the last second factor", async () => {
    const { id, email, who } = await deskStaff(db, "support");
    const device = passkeyDevice();
    const other = passkeyDevice();
    for (const [one, name] of [
      [device, "Laptop"],
      [other, "Key"],
    ] as const) {
      const { options } = (await who.posts(askNew, {})).body as Asked;
      expect(codeOf(await who.posts(add, { passkey: one.makes(options), name }))).toBeUndefined();
    }
    expect(await deletes(who, device.id)).toBe("done");
    expect(await deletes(who, device.id)).toBe("not_found");
    expect(await deletes(who, other.id)).toBe("last_second_factor");
    await prepareSecondFactor(id, email);
    expect(await deletes(who, other.id)).toBe("last_second_factor");
    await db.update(staffSecondFactors).set({ confirmedAt: new Date() });
    const stranger = await deskStaff(db, "owner");
    expect(await deletes(stranger.who, other.id)).toBe("not_found");
    expect(await deletes(who, other.id)).toBe("done");
  });

  it("go with the app when a device is lost", async () => {
    const { id } = await withPasskey();
    await forgetSecondFactor(id);
    expect(await db.select().from(staffPasskeys).where(eq(staffPasskeys.staffId, id))).toEqual([]);
  });
});
