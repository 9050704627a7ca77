import { like } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { discountRules } from "@/lib/db/schema";
import { makeOneTimeCodes } from "@/lib/desk/discounts/one-time-codes.server";
import { testDatabase } from "@/tests/support/database";

vi.mock("@/languages.config", () => ({ default: ["de", "en"] }));

const { db } = await testDatabase();

it("one-time codes of a shop whose default is German have a German name", async () => {
  const body = { prefix: "messe", count: "2", name: "Messe", off: "10", minimum: "", ends: "" };
  expect(await makeOneTimeCodes({ ...body, benefit: "percent" })).toMatchObject({ ok: true });
  const made = await db.select().from(discountRules).where(like(discountRules.code, "MESSE-%"));
  expect(made.map(({ name }) => name)).toEqual([{ de: "Messe" }, { de: "Messe" }]);
});
