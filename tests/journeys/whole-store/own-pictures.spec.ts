import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainPicture } from "@/tests/support/picture-files";
import { storeCommand } from "../support/store-command";
import { expect, test } from "../support/test";

const COLUMNS =
  "Handle,Title,Type,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Qty,Variant Price,Image Src,Image Position,Image Alt Text,Variant Image";
const GOODS = `${COLUMNS}
own-cup,Own cup,light,Color,Red,OWN-RED,9,40,both.jpg,1,Two cups on a table,red.png
own-cup,,,,Blue,OWN-BLUE,9,40,,,,blue.webp
bare-cup,Bare cup,light,,,BARE,9,12,,,,
`;

test("A merchant's pictures are shown in the size of the screen, that of the chosen colour first", async ({
  page,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "own-pictures-"));
  await writeFile(join(folder, "both.jpg"), await plainPicture(2_000, 2_000, 10).jpeg().toBuffer());
  await writeFile(join(folder, "red.png"), await plainPicture(1_200, 1_600, 250).png().toBuffer());
  await writeFile(join(folder, "blue.webp"), await plainPicture(1_600, 1_200, 90).webp().toBuffer());
  await writeFile(join(folder, "goods.csv"), GOODS);
  expect(await storeCommand("catalog-import", join(folder, "goods.csv"), "--pictures", folder)).toContain(
    "3 pictures were stored",
  );
  await storeCommand("catalog-sync");
  await rm(folder, { recursive: true });

  const gallery = page.getByRole("list", { name: "Pictures" });
  const first = gallery.getByRole("img").first();
  const width = () => first.evaluate((image: HTMLImageElement) => (image.complete ? image.naturalWidth : 0));
  const asked = () =>
    first.evaluate((image: HTMLImageElement) => Number(/w=(\d+)/.exec(image.currentSrc)?.[1]));

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/products/own-cup?colour=blue");
  await expect(first).toHaveAttribute("alt", "Own cup, Blue");
  await expect.poll(width).toBeGreaterThan(0);
  expect(await asked()).toBe(480);
  const type = await page.request.get(await first.evaluate((image: HTMLImageElement) => image.currentSrc), {
    headers: { accept: "image/avif,image/webp,*/*" },
  });
  expect(type.headers()["content-type"]).toBe("image/avif");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/products/own-cup");
  await expect(first).toHaveAttribute("alt", "Own cup, Red");
  await expect.poll(width).toBeGreaterThan(0);
  expect(await asked()).toBe(960);
  await expect(gallery.getByRole("img")).toHaveCount(3);
  await expect(gallery.getByRole("img", { name: "Two cups on a table" })).not.toBeInViewport();
  await page.getByRole("link", { name: "picture 2 of 3" }).click();
  await expect(gallery.getByRole("img", { name: "Two cups on a table" })).toBeInViewport();
  await gallery.focus();
  await page.keyboard.press("ArrowLeft");
  await expect(first).toBeInViewport({ ratio: 0.9 });

  const added = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Add to cart" }).click();
  await added;
  await page.goto("/cart");
  const line = page.locator("main img").first();
  await expect.poll(() => line.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  expect(await line.getAttribute("srcset")).toContain("?w=160 160w");

  await page.goto("/products/bare-cup");
  await expect(page.getByRole("heading", { name: "Bare cup" })).toBeVisible();
  await expect(page.locator("main img[src='']")).toHaveCount(0);
  await expect(page.locator("main span[aria-hidden] svg").first()).toBeVisible();
});

const LARGEST_LISTING = 60 * 1024;

test("A list of 24 goods with pictures of their own stays within 60 KiB", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "many-pictures-"));
  const goods = Array.from({ length: 24 }, (_, index) => ({
    ...{
      type: "product",
      slug: `pictured-cup-${index}`,
      category: "pictured",
      name: { en: `Pictured cup ${index}` },
    },
    ...{ description: { en: "Holds tea." }, details: [], publishedAt: "2026-01-02T00:00:00Z" },
    options: [
      {
        ...{ key: "colour", name: { en: "Colour" } },
        values: ["Sand", "Moss", "Ink"].map((en) => ({
          key: en.toLowerCase(),
          label: { en },
          swatch: "#8a9a5b",
        })),
      },
    ],
    pictures: [{ src: `${index}.jpg` }],
    variants: ["sand", "moss", "ink"].map((colour) => ({
      ...{ sku: `PICTURED-${index}-${colour}`, options: { colour }, price: "24.00", onHand: 12 },
    })),
  }));
  const name = { en: "Pictured", fr: "Illustrés", de: "Bebildert" };
  const category = {
    type: "category",
    slug: "pictured",
    parent: null,
    name,
    description: { en: "" },
    position: 90,
  };
  for (const index of goods.keys())
    await writeFile(
      join(folder, `${index}.jpg`),
      await plainPicture(900, 1_200, index * 10)
        .jpeg()
        .toBuffer(),
    );
  const file = join(folder, "goods.jsonl");
  await writeFile(file, [category, ...goods].map((record) => JSON.stringify(record)).join("\n"));
  await storeCommand("catalog-import", file, "--pictures", folder);
  await storeCommand("catalog-sync");
  await rm(folder, { recursive: true });

  await page.goto("/categories/pictured");
  const cards = page.locator("main article img");
  await expect(cards).toHaveCount(24);
  const tints = await cards.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
  expect(new Set(tints).size).toBeGreaterThan(10);
  await expect
    .poll(() => cards.first().evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  const html = await (await page.request.get("/categories/pictured")).body();
  expect(html.length).toBeLessThan(LARGEST_LISTING);
});
