import { expect, it, vi } from "vitest";
import { shop } from "@/lib/config/shop";
import { settings } from "@/lib/db/schema";
import { faceValues, readFace } from "@/lib/desk/settings/face-form.server";
import { loadSettings } from "@/lib/settings/current.server";
import { testDatabase } from "@/tests/support/database";

vi.mock("@/languages.config", () => ({ default: ["de", "fr"] }));

const { db } = await testDatabase();

it("Words of the shop's face are asked for in the languages it speaks, and those in others stay", async () => {
  const before = shop().about.tagline;
  await db.insert(settings).values({
    ...{ name: "face", version: 1 },
    value: { about: { ...shop().about, tagline: { ...before, en: "Written before" } } },
  });
  await loadSettings(db);
  expect(Object.keys(faceValues()).filter((path) => path.startsWith("about.tagline"))).toEqual([
    "about.tagline.de",
    "about.tagline.fr",
  ]);
  const read = await readFace({ "about.tagline.fr": "Tasses", "about.tagline.en": "Not asked for" }, "de");
  expect(read.ok && read.fields.about?.tagline).toEqual({ ...before, en: "Written before", fr: "Tasses" });
  expect(await readFace({ "about.tagline.de": "" }, "de")).toMatchObject({
    problems: [{ field: "about.tagline.de", message: "Das darf nicht leer sein." }],
  });
});
