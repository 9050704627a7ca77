import { desc } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { POST as LOOK } from "@/app/api/admin/settings/delivery/preview/route";
import { GET, POST } from "@/app/api/admin/settings/delivery/route";
import { env } from "@/lib/config/env";
import { auditEntries, deliveryZones } from "@/lib/db/schema";
import type { StaffRole } from "@/lib/model/staff";
import { loadPlan } from "@/lib/shipping/plan.server";
import { testDatabase } from "@/tests/support/database";
import { deskStaff } from "@/tests/support/desk-staff";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();

beforeEach(async () => {
  await db.delete(deliveryZones);
});

const plan = (cents: number) =>
  JSON.stringify({
    zones: [
      {
        ...{ id: "home", countries: ["FR"] },
        rates: [
          { id: "standard", name: { en: "Standard" }, days: [2, 4], prices: [{ price: { eur: cents } }] },
        ],
      },
    ],
  });

async function desk(role: StaffRole) {
  const { who } = await deskStaff(db, role);
  const ask = (route: typeof POST, body: object) =>
    who.does(() =>
      route(
        new Request(`${env().STORE_URL}/api/admin/settings/delivery`, {
          method: "POST",
          headers: { origin: env().STORE_URL, "content-type": "application/json" },
          body: JSON.stringify(body),
        }),
        { params: Promise.resolve({}) },
      ),
    );
  return {
    look: async (deliveryFile: string) => ask(LOOK, { deliveryFile }),
    bring: async (deliveryFile: string, seen: string) => ask(POST, { deliveryFile, seen }),
    takeOut: () =>
      who.does(() =>
        GET(new Request(`${env().STORE_URL}/api/admin/settings/delivery`), { params: Promise.resolve({}) }),
      ),
  };
}

describe("A delivery file in the desk", () => {
  it("is what can be brought back, and changes nothing then", async () => {
    const { takeOut, look } = await desk("manager");
    const answer = await takeOut();
    expect(answer.headers.get("Content-Disposition")).toMatch(/attachment; filename=".*-delivery-.*\.json"/);
    expect(await (await look(await answer.text())).json()).toMatchObject({ changes: [] });
  });

  it("changes nothing when it is looked at, and the plan when it is imported, which the log has", async () => {
    const { look, bring } = await desk("owner");
    const standard = await loadPlan(db);
    const looked = await (await look(plan(490))).json();
    expect(looked.changes.join("\n")).toContain("Gone: zones.asia-pacific");
    expect(await loadPlan(db)).toEqual(standard);

    const saved = await bring(plan(490), looked.seen);
    expect(saved.status).toBe(200);
    expect((await saved.json()).changes).toEqual(looked.changes);
    expect(JSON.stringify(await loadPlan(db))).toContain('"eur":490');
    const [ended] = await db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1);
    expect(ended).toMatchObject({ action: "settings.delivery", outcome: "done", subjectKind: "settings" });
  });

  it("is refused with each problem and its path, and when it is no JSON", async () => {
    const { look, bring } = await desk("owner");
    const wrong = plan(490).replace('"FR"', '"FRA"');
    const answer = await look(wrong);
    expect(answer.status).toBe(422);
    const { error } = await answer.json();
    expect(error).toMatchObject({ code: "delivery_refused" });
    expect(error.message).toMatch(/\nzones\[0\]\.countries\[0\]: FRA is not a country.s code/);
    expect((await bring(wrong, "0".repeat(16))).status).toBe(422);
    expect((await (await look("{")).json()).error).toMatchObject({ code: "delivery_refused" });
    expect(await db.$count(deliveryZones)).toBe(0);
  });

  it("of two people at once replaces the plan once, and the other is told", async () => {
    const [one, other] = [await desk("owner"), await desk("manager")];
    const { seen } = await (await one.look(plan(490))).json();
    const answers = await Promise.all([one.bring(plan(490), seen), other.bring(plan(590), seen)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(await refused?.json()).toMatchObject({ error: { code: "delivery_changed" } });
    const won = answers[0]?.status === 200 ? 490 : 590;
    expect(JSON.stringify(await loadPlan(db))).toContain(`"eur":${won}`);
  });

  it("is for owners and managers", async () => {
    const { look, takeOut } = await desk("support");
    expect((await look(plan(490))).status).toBe(403);
    expect((await takeOut()).status).toBe(403);
  });
});
