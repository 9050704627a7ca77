import { createOTP } from "@better-auth/utils/otp";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as sendCode } from "@/app/api/admin/sign-in/code/route";
import { POST as sendEmail } from "@/app/api/admin/sign-in/email/route";
import { POST as sendSecond } from "@/app/api/admin/sign-in/second-factor/route";
import { newStaffId, type StaffId } from "@/lib/base/ids";
import { outboxJobs, rateLimits, staff, staffSecondFactors, staffSessions } from "@/lib/db/schema";
import { createOwner } from "@/lib/staff/create-owner.server";
import { createStaffCode } from "@/lib/staff/mailbox-code.server";
import { changeStaff, forgetSecondFactor, inviteStaff, signOutEverywhere } from "@/lib/staff/manage.server";
import { endOtherSessions, listOwnSessions } from "@/lib/staff/own-sessions.server";
import { readPendingStaff } from "@/lib/staff/pending.server";
import {
  hasSecondFactor,
  makeRecoveryCodes,
  prepareSecondFactor,
  spendSecondFactor,
} from "@/lib/staff/second-factor.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";
import { signInStaff } from "@/tests/support/sign-in-staff";
import { type Visitor, visitor } from "@/tests/support/visitor";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => {} }));

const { db } = await testDatabase();

const HALF_MINUTE = 30_000;
let addresses = 0;

beforeEach(async () => {
  await db.delete(rateLimits);
});

async function anAccount(): Promise<{ id: StaffId; email: string }> {
  const id = newStaffId();
  const email = `staff.${++addresses}@example.com`;
  await db.insert(staff).values({ id, email, emailVerified: true, role: "manager", locale: "en" });
  return { id, email };
}

/** The code that the app of an account shows. */
async function withApp(id: StaffId, email: string): Promise<(at?: number) => Promise<string>> {
  const setup = await prepareSecondFactor(id, email);
  if (!setup) throw new Error("there is an app already");
  const secret = decodeBase32(setup.secret);
  return (at = Date.now()) => createOTP(secret).hotp(Math.floor(at / HALF_MINUTE));
}

function decodeBase32(text: string): string {
  const bits = [...text].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  return String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 2)));
}

const sessionsOf = (id: StaffId) => db.select().from(staffSessions).where(eq(staffSessions.staffId, id));

async function showMailbox(who: Visitor, email: string): Promise<void> {
  await who.sendsForm(sendEmail, { email });
  const pending = await who.does(readPendingStaff);
  const code = pending && (await createStaffCode(pending));
  if (!code) throw new Error("nobody with this address may sign in");
  await who.sendsForm(sendCode, { code });
}

const pageOf = ({ headers }: { headers: Headers }) => headers.get("location");

describe("signing in to the desk", () => {
  it("needs the mailbox and the app; the first time the app is set up", async () => {
    const { id, email } = await anAccount();
    const who = visitor("203.0.113.50");
    await showMailbox(who, email);
    expect(await sessionsOf(id)).toEqual([]);
    const code = await withApp(id, email);
    const answer = await who.sendsForm(sendSecond, { code: await code() });
    expect(pageOf(answer)).toBe("/admin");
    expect(await sessionsOf(id)).toHaveLength(1);
    expect(await hasSecondFactor(id)).toBe(true);
    expect(await db.select({ joined: staff.joinedAt }).from(staff).where(eq(staff.id, id))).toEqual([
      { joined: expect.any(Date) },
    ]);
  });

  it("takes no second code before the mailbox was shown, nor for long after it", async () => {
    const { id, email } = await anAccount();
    const code = await withApp(id, email);
    const who = visitor("203.0.113.51");
    await who.sendsForm(sendEmail, { email });
    expect(pageOf(await who.sendsForm(sendSecond, { code: await code() }))).toContain("problem=code_expired");
    await showMailbox(who, email);
    vi.useFakeTimers({ now: Date.now() + 16 * 60_000, toFake: ["Date"] });
    const late = pageOf(await who.sendsForm(sendSecond, { code: await code() }));
    vi.useRealTimers();
    expect(late).toContain("problem=code_expired");
    expect(await sessionsOf(id)).toEqual([]);
  });

  it("answers a stranger as it answers staff, and writes to staff alone", async () => {
    const { email } = await anAccount();
    const [known, unknown] = await Promise.all(
      [email, "nobody.here@example.com"].map((address, at) =>
        visitor(`203.0.113.6${at}`).sendsForm(sendEmail, { email: address }),
      ),
    );
    expect([unknown?.status, unknown && pageOf(unknown)]).toEqual([known?.status, known && pageOf(known)]);
    expect(await createStaffCode({ email: "nobody.here@example.com", browser: "x" })).toBeNull();
    expect(await createStaffCode({ email, browser: "x" })).toMatch(/^\d{6}$/);
  });

  it("stops guessing of second codes, whatever the address it comes from", async () => {
    const { id, email } = await anAccount();
    const code = await withApp(id, email);
    const right = await code();
    const wrong = right === "000000" ? "000001" : "000000";
    for (let tries = 0; tries < 10; tries += 1) {
      const who = visitor(`203.0.113.${100 + tries}`);
      await showMailbox(who, email);
      expect(pageOf(await who.sendsForm(sendSecond, { code: wrong }))).toContain("second_factor_wrong");
    }
    const who = visitor("203.0.113.120");
    await showMailbox(who, email);
    expect((await who.sendsForm(sendSecond, { code: right })).status).toBe(429);
    expect(await sessionsOf(id)).toEqual([]);
  });

  it("leads nowhere else afterwards", async () => {
    const { id, email } = await anAccount();
    const code = await withApp(id, email);
    const who = visitor("203.0.113.52");
    await who.sendsForm(sendEmail, { email, next: "//elsewhere.example" });
    const pending = await who.does(readPendingStaff);
    expect(pending?.next).toBe("/admin");
    await showMailbox(who, email);
    expect(pageOf(await who.sendsForm(sendSecond, { code: await code() }))).toBe("/admin");
  });
});

describe("the app's code", () => {
  it("works once, also when it is sent many times at once", async () => {
    const { id, email } = await anAccount();
    const code = await (await withApp(id, email))();
    const results = await Promise.all(Array.from({ length: 6 }, () => spendSecondFactor(id, code)));
    expect(results.filter(Boolean)).toHaveLength(1);
  });

  it("works in its own half minute and the ones beside it, and an older one never after a newer", async () => {
    const { id, email } = await anAccount();
    const code = await withApp(id, email);
    const now = Date.now();
    expect(await spendSecondFactor(id, await code(now - 2 * HALF_MINUTE), now)).toBe(false);
    expect(await spendSecondFactor(id, await code(now + 2 * HALF_MINUTE), now)).toBe(false);
    expect(await spendSecondFactor(id, await code(now), now)).toBe(true);
    expect(await spendSecondFactor(id, await code(now - HALF_MINUTE), now)).toBe(false);
    expect(await spendSecondFactor(id, await code(now + HALF_MINUTE), now)).toBe(true);
  });

  it("has a secret that is shown until the first code, and is not in the database as it is", async () => {
    const { id, email } = await anAccount();
    const setup = await prepareSecondFactor(id, email);
    expect(await prepareSecondFactor(id, email)).toEqual(setup);
    const [row] = await db.select().from(staffSecondFactors).where(eq(staffSecondFactors.staffId, id));
    expect(row?.secret).not.toContain(decodeBase32(setup?.secret ?? ""));
    await spendSecondFactor(id, await createOTP(decodeBase32(setup?.secret ?? "")).totp());
    expect(await prepareSecondFactor(id, email)).toBeNull();
  });
});

describe("a recovery code", () => {
  it("works once in place of the app, however it is typed, and ends with the next ten", async () => {
    const { id, email } = await anAccount();
    expect(await makeRecoveryCodes(id)).toBeNull();
    await spendSecondFactor(id, await (await withApp(id, email))());
    const [first = "", second = ""] = (await makeRecoveryCodes(id)) ?? [];
    expect(await spendSecondFactor(id, ` ${first.toUpperCase().replace("-", " ")} `)).toBe(true);
    expect(await spendSecondFactor(id, first)).toBe(false);
    await makeRecoveryCodes(id);
    expect(await spendSecondFactor(id, second)).toBe(false);
  });
});

describe("accounts of staff", () => {
  it("are invited once, and again after they were ended", async () => {
    const by = { name: "Ada", locale: "en" as const };
    const email = `staff.${++addresses}@example.com`;
    const invited = await inviteStaff({ email, name: "Bo", role: "support" }, by);
    if (!invited.ok) throw new Error(invited.code);
    expect(await inviteStaff({ email, name: "Bo", role: "owner" }, by)).toEqual({
      ok: false,
      code: "staff_known",
    });
    await changeStaff(invited.id, { ended: true });
    expect(await inviteStaff({ email, name: "Bo", role: "fulfilment" }, by)).toEqual(invited);
    const jobs = await db
      .select()
      .from(outboxJobs)
      .where(eq(outboxJobs.effect, "email.staff_invited"))
      .orderBy(outboxJobs.id);
    expect(jobs.map(({ payload }) => payload.role)).toEqual(["support", "fulfilment"]);
  });

  it("are signed out everywhere once they have ended, and sign in no more", async () => {
    const { id, email } = await deskStaff(db, "manager");
    expect(await sessionsOf(id)).toHaveLength(1);
    await changeStaff(id, { ended: true });
    expect(await sessionsOf(id)).toEqual([]);
    expect(await createStaffCode({ email, browser: "x" })).toBeNull();
  });

  it("keep one owner, also when two end each other at the same moment", async () => {
    await db.update(staff).set({ role: "manager" }).where(eq(staff.role, "owner"));
    const [one, other] = [await deskStaff(db, "owner"), await deskStaff(db, "owner")];
    const results = await Promise.all([
      changeStaff(other.id, { ended: true }),
      changeStaff(one.id, { role: "support" }),
    ]);
    expect(results.map((result) => (result.ok ? "ok" : result.code)).sort()).toEqual(["last_owner", "ok"]);
  });

  it("lose their sessions and their app when an owner says so", async () => {
    const { id, email } = await deskStaff(db, "support");
    await spendSecondFactor(id, await (await withApp(id, email))());
    expect(await signOutEverywhere(id)).toBe(1);
    expect(await forgetSecondFactor(id)).toBe(true);
    expect(await hasSecondFactor(id)).toBe(false);
    expect(await signOutEverywhere("stf_nobody" as StaffId)).toBeNull();
  });

  it("end their other sessions themselves, and stay signed in where they ask", async () => {
    const { id, email } = await deskStaff(db, "fulfilment");
    const elsewhere = visitor("203.0.113.41");
    await signInStaff(elsewhere, email);
    const somebodyElse = await deskStaff(db, "fulfilment");
    const [here] = await sessionsOf(id);
    const own = { id, sessionId: here?.id ?? "" };
    expect((await listOwnSessions(own)).map(({ isHere }) => isHere).toSorted()).toEqual([false, true]);
    expect(await endOtherSessions(own)).toBe(1);
    expect((await sessionsOf(id)).map((session) => session.id)).toEqual([own.sessionId]);
    expect(await endOtherSessions(own)).toBe(0);
    expect(await sessionsOf(somebodyElse.id)).toHaveLength(1);
  });

  it("can be opened by who runs the store's commands", async () => {
    const email = `staff.${++addresses}@example.com`;
    expect(await createOwner(email)).toEqual({ isNew: true });
    const [owner] = await db.select().from(staff).where(eq(staff.email, email));
    if (!owner) throw new Error("no owner");
    await spendSecondFactor(owner.id, await (await withApp(owner.id, email))());
    await db.update(staff).set({ endedAt: new Date(), role: "support" }).where(eq(staff.id, owner.id));
    expect(await createOwner(email)).toEqual({ isNew: false });
    const [again] = await db.select().from(staff).where(eq(staff.email, email));
    expect(again).toMatchObject({ role: "owner", endedAt: null });
    expect(await hasSecondFactor(owner.id)).toBe(false);
  });
});
