import { readdir, readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { type BareText, findBareText } from "@/tests/support/bare-text";

const SAMPLES = "tests/unit/components/bare-text-samples.tsx";
/** The desk lets no browser translate it, as its layout says. */
const PAGES = /^(app(?!\/admin\/)|components(?!\/desk\/))\/.*\.tsx$/;

// A browser's translation puts each text node into elements of its own. React then fails on the nodes it had, or writes
// into ones that nobody sees: see docs/decisions/0014-translated-pages.md.
describe("Text on a page", () => {
  let found: BareText[] = [];
  beforeAll(() => {
    found = findBareText((path) => PAGES.test(path) || path === SAMPLES);
  }, 60_000);

  it("is alone in an element of its own, so that a translated page still works and shows what is current", () => {
    const bare = found.filter(({ file }) => file !== SAMPLES);
    expect(bare.map(({ file, line, code }) => `${file}:${line} ${code}`)).toEqual([]);
  });

  it("is found where it is not, in every shape", async () => {
    const lines = (await readFile(SAMPLES, "utf8")).split("\n");
    const bad = lines.flatMap((line, index) => (line.includes("BAD") && index > 4 ? [index + 1] : []));
    expect(found.filter(({ file }) => file === SAMPLES).map(({ line }) => line)).toEqual(bad);
  });
});

it("Amounts on pages are written by Price alone, which no translation touches", async () => {
  const names = await readdir("components", { recursive: true });
  const files = names
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith("desk/"))
    .map((name) => `components/${name}`);
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  expect(files.filter((_, index) => texts[index]?.includes("formatMoney"))).toEqual([
    "components/ui/price.tsx",
  ]);
});

it("The desk, whose sentences hold amounts and names, lets no browser translate it", async () => {
  expect(await readFile("app/admin/layout.tsx", "utf8")).toContain('<html lang={locale} translate="no"');
});
