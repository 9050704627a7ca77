import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { plainPicture } from "@/tests/support/picture-files";
import { videoFile } from "@/tests/support/video-files";
import { storeCommand } from "../support/store-command";
import { expect, test } from "../support/test";

const SAID = { en: "The jug is turned once around", de: "Die Kanne dreht sich einmal" };

/** A jug with a picture and two videos, as a merchant brings it in. */
async function bringJug(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "own-videos-"));
  for (const [name, red] of [
    ["front", 10],
    ["turned", 90],
    ["filled", 200],
  ] as const)
    await writeFile(join(folder, `${name}.jpg`), await plainPicture(900, 1_200, red).jpeg().toBuffer());
  for (const name of ["mug.mp4", "mug.webm"]) await copyFile(videoFile(name), join(folder, name));
  const jug = {
    ...{ type: "product", slug: "filmed-jug", name: { en: "Filmed jug", de: "Gefilmte Kanne" } },
    publishedAt: "2026-01-02T00:00:00Z",
    pictures: [
      { src: "front.jpg", alt: { en: "The jug from the front" } },
      { src: "turned.jpg", alt: SAID, video: "mug.mp4" },
      { src: "filled.jpg", alt: { en: "The jug is filled" }, video: "mug.webm" },
    ],
    variants: [{ sku: "FILMED", price: "38.00", onHand: 9 }],
  };
  const file = join(folder, "goods.jsonl");
  await writeFile(file, JSON.stringify(jug));
  expect(await storeCommand("catalog-import", file, "--pictures", folder, "--category", "light")).toContain(
    "2 videos were stored",
  );
  await storeCommand("catalog-sync");
  await rm(folder, { recursive: true });
}

const timeOf = (page: Page, name: string) =>
  page.getByLabel(name).evaluate((film: HTMLVideoElement) => film.currentTime);

test("A video plays in the gallery when its shopper asks for it, in parts, on a desktop and a phone", async ({
  page,
  browser,
  baseURL,
}) => {
  await bringJug();
  const sent: [status: number, range: string | undefined][] = [];
  page.on("response", (response) => {
    if (new URL(response.url()).pathname.startsWith("/videos/"))
      sent.push([response.status(), response.request().headers().range]);
  });

  await page.goto("/products/filmed-jug");
  const film = page.getByLabel(SAID.en);
  await expect(film).not.toBeInViewport();
  await page.getByRole("link", { name: "video 2 of 3" }).click();
  await expect(film).toBeInViewport();
  expect(sent).toEqual([]);
  await film.focus();
  await page.keyboard.press("Space");
  await expect.poll(() => timeOf(page, SAID.en)).toBeGreaterThan(0.2);
  expect(sent[0]).toEqual([206, expect.stringMatching(/^bytes=\d+-/)]);
  await film.evaluate((one: HTMLVideoElement) => {
    one.currentTime = 3;
  });
  await expect.poll(() => timeOf(page, SAID.en)).toBeGreaterThan(3.1);
  expect(sent.every(([status]) => status === 206)).toBe(true);
  await page.getByRole("link", { name: "picture 1 of 3" }).click();
  await expect.poll(() => film.evaluate((one: HTMLVideoElement) => one.paused)).toBe(true);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/de/products/filmed-jug");
  const german = page.getByLabel(SAID.de);
  await page.getByRole("link", { name: "Video 2 von 3" }).click();
  await expect(german).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole("link", { name: "Video 3 von 3" }).click();
  const other = page.getByLabel("The jug is filled");
  await expect(other).toBeInViewport();
  await other.focus();
  await page.keyboard.press("Space");
  await expect.poll(() => timeOf(page, "The jug is filled")).toBeGreaterThan(0.2);

  const plain = await browser.newContext({ javaScriptEnabled: false, ...(baseURL && { baseURL }) });
  const bare = await plain.newPage();
  await bare.goto("/products/filmed-jug");
  const shown = bare.getByLabel(SAID.en);
  await expect(shown).toHaveAttribute("controls", "");
  await expect(shown).not.toHaveAttribute("autoplay");
  const source = (await shown.locator("source").getAttribute("src")) ?? "";
  const part = await bare.request.get(source, { headers: { range: "bytes=0-99" } });
  expect([part.status(), (await part.body()).length]).toEqual([206, 100]);
  const head = await bare.request.head(source);
  expect(head.headers()).toMatchObject({
    ...{ "content-type": "video/mp4", "accept-ranges": "bytes", "x-content-type-options": "nosniff" },
    "cache-control": "public, max-age=31536000, s-maxage=31536000, immutable",
  });
  await plain.close();
});
