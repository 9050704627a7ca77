import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/videos/[key]/route";
import { currency } from "@/lib/base/money";
import { exportCsv } from "@/lib/catalog/export/export-csv.server";
import { exportJson } from "@/lib/catalog/export/export-json.server";
import { galleryOf } from "@/lib/catalog/gallery";
import { type ImportOptions, importGoods } from "@/lib/catalog/import/import-goods.server";
import { catalogImports, categories, pictures, products, variants, videos } from "@/lib/db/schema";
import { checkPictures } from "@/lib/doctor/pictures.server";
import { testDatabase } from "@/tests/support/database";
import { jpeg } from "@/tests/support/picture-files";
import { video, videoFile } from "@/tests/support/video-files";

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), "videos-"));
process.env.PICTURES_DIR = join(folder, "stored");
const own = join(folder, "own");
await mkdir(own);
await writeFile(join(own, "front.jpg"), await jpeg(60, 80, 10));
await writeFile(join(own, "back.jpg"), await jpeg(60, 80, 90));
for (const name of ["mug.mp4", "mug.webm", "film.mov", "old.mp4"])
  await copyFile(videoFile(name), join(own, name));

const asked: string[] = [];
const server = createServer(async ({ url = "" }, response) => {
  asked.push(url);
  if (url === "/mug.mp4") response.end(await video("mug.mp4"));
  else if (url === "/huge.mp4") {
    const more = () => {
      while (response.write(Buffer.alloc(1_000_000)));
    };
    response.on("drain", more);
    more();
  } else response.writeHead(404).end();
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  for (const table of [variants, products, categories, catalogImports, pictures, videos])
    await db.delete(table);
  await rm(join(folder, "stored"), { recursive: true, force: true });
  await db
    .insert(categories)
    .values({ slug: "cups", name: { en: "Cups" }, description: { en: "" }, position: 0 });
  asked.length = 0;
});

const ALT = { en: "The mug is turned", de: "Der Becher wird gedreht" };
type Picture = { src: string; alt?: object | null; of?: string[]; video?: string | null };
const mug = (...all: Picture[]) =>
  JSON.stringify({
    ...{ type: "product", slug: "mug", category: "cups", name: { en: "Mug" }, pictures: all },
    variants: [{ sku: "MUG", price: "24.00" }],
  });
const TURNED: Picture = { src: "front.jpg", alt: ALT, video: "mug.mp4" };

async function bring(text: string, more: Partial<ImportOptions> = {}) {
  const path = join(folder, "goods.jsonl");
  await writeFile(path, text);
  return importGoods(db, {
    ...{ path, format: "json", currency: currency("eur"), who: "ada" },
    pictures: { folder: own, fromAnyServer: true },
    ...more,
  });
}
const stored = async () =>
  (await db.select().from(products).where(eq(products.slug, "mug")))[0]?.pictures ?? expect.fail("no mug");
const issuesOf = (result: Awaited<ReturnType<typeof bring>>) =>
  "report" in result ? result.report.issues.map(({ line, column, code }) => `${line} ${column} ${code}`) : [];

describe("a video of a product", () => {
  it("is stored once, without what tells where it was filmed, and belongs to its picture", async () => {
    expect(await bring(mug(TURNED, { src: "back.jpg" }))).toMatchObject({
      ...{ ok: true, written: true },
      report: { pictures: { brought: 2 }, videos: { brought: 1 } },
    });
    const [first, second] = await stored();
    expect(first?.video).toEqual({
      key: expect.stringMatching(/^[0-9a-v]{20}\.mp4$/),
      ...{
        width: 96,
        height: 128,
        seconds: expect.closeTo(4.064, 3),
        since: expect.stringMatching(/^20\d\d-/),
      },
    });
    expect(second?.video).toBeUndefined();
    expect(await bring(mug(TURNED, { src: "back.jpg" }))).toMatchObject({ written: false });
    await bring(mug({ ...TURNED, alt: { en: "Turned" } }, { src: "back.jpg" }));
    expect(await db.$count(videos)).toBe(1);
  });

  it("stands in the gallery in the place of its picture", async () => {
    await bring(mug(TURNED));
    const [first] = galleryOf(await stored(), "de");
    expect(first).toMatchObject({
      alt: ALT.de,
      path: expect.stringMatching(/^\/pictures\//),
      video: { path: expect.stringMatching(/^\/videos\/.*mp4$/), type: "video/mp4" },
    });
  });

  it("is exported by its path, and the export changes nothing", async () => {
    await bring(mug(TURNED, { src: "back.jpg", alt: ALT, video: "mug.webm" }));
    const before = await stored();
    const lines: string[] = [];
    for await (const line of exportJson(db)) lines.push(line);
    expect(lines.join("")).toContain(`"video":"/videos/${before[0]?.video?.key}"`);
    expect(await bring(lines.join(""), { pictures: {} })).toMatchObject({ ok: true, written: false });
    await db.delete(variants);
    await db.delete(products);
    expect(await bring(lines.join(""), { pictures: {} })).toMatchObject({ ok: true, written: true });
    expect(await stored()).toEqual(before);
  });

  it("stands in a CSV too, in a column of the store's own, and the export changes nothing", async () => {
    await bring(mug(TURNED, { src: "back.jpg", alt: { en: "Behind" } }));
    const before = await stored();
    const lines: string[] = [];
    for await (const line of exportCsv(db, () => undefined)) lines.push(line);
    const csv = lines.join("");
    expect(csv).toContain(`/videos/${before[0]?.video?.key}`);
    const again = { format: "shopify", pictures: {} } as const;
    expect(await bring(csv, again)).toMatchObject({ ok: true, written: false });
    await db.delete(variants);
    await db.delete(products);
    await bring(csv, again);
    expect((await stored())[0]).toEqual({ ...before[0], alt: { en: ALT.en } });
  });

  it("of a CSV stays without that column, goes by an empty cell, and is refused by its line", async () => {
    const csv = (column: string, ...cells: string[]) =>
      `Handle,Title,Type,Variant SKU,Variant Price,Image Src,Image Alt Text,${column}\nmug,Mug,cups,MUG,24,${cells.join(",")}\n`;
    const shopify = { format: "shopify" } as const;
    await bring(csv("Image Video", "front.jpg", "Turned", "mug.mp4"), shopify);
    const key = (await stored())[0]?.video?.key;
    expect(key).toMatch(/mp4$/);
    await bring(csv("Vendor", "front.jpg", "Spun", "Kiln"), shopify);
    expect((await stored())[0]).toMatchObject({ alt: { en: "Spun" }, video: { key } });
    await bring(csv("Image Video", "front.jpg", "Spun", ""), shopify);
    expect((await stored())[0]?.video).toBeUndefined();
    for (const [cells, code] of [
      [["front.jpg", "Turned", "film.mov"], "video_type"],
      [["front.jpg", "Turned", "/art/mug.svg"], "field_invalid"],
      [["front.jpg", "", "mug.mp4"], "video_alt_missing"],
      [["", "", "mug.mp4"], "video_poster"],
    ] as const)
      expect(issuesOf(await bring(csv("Image Video", ...cells), shopify))).toEqual([`2 Image Video ${code}`]);
  });

  it("goes when the file has it no longer", async () => {
    await bring(mug(TURNED));
    await bring(mug({ ...TURNED, video: null }));
    expect((await stored())[0]?.video).toBeUndefined();
  });

  it("is fetched like a picture, with a bound of its size, once", async () => {
    const fetched = mug({ ...TURNED, video: `${at}/mug.mp4` });
    expect(issuesOf(await bring(fetched, { pictures: { folder: join(own, "none") } }))).toContain(
      "1 pictures.0.video video_address",
    );
    expect(asked).toEqual([]);
    await bring(fetched, { pictures: { fromAnyServer: true, folder: own } });
    const nameless = { fromAnyServer: true, folder: await mkdtemp(join(folder, "other-")) };
    await copyFile(join(own, "front.jpg"), join(nameless.folder, "front.jpg"));
    await bring(fetched, { pictures: nameless });
    await bring(fetched.replace("Mug", "Cup"), { pictures: nameless });
    expect(asked).toEqual(["/mug.mp4"]);
    for (const [name, code] of [
      ["none.mp4", "video_not_fetched"],
      ["huge.mp4", "video_too_large"],
    ])
      expect(
        issuesOf(await bring(mug({ ...TURNED, video: `${at}/${name}` }), { pictures: nameless })),
      ).toEqual([`1 pictures.0.video ${code}`]);
  });

  it.each([
    ["film.mov", "video_type"],
    ["old.mp4", "video_codec"],
    ["none.mp4", "video_unknown"],
    ["../goods.jsonl", "field_invalid"],
    ["/art/mug.svg", "field_invalid"],
  ])("is refused by line, column and code: %s", async (name, code) => {
    expect(issuesOf(await bring(mug({ ...TURNED, video: name })))).toEqual([`1 pictures.0.video ${code}`]);
    expect(await db.$count(products)).toBe(0);
  });

  it("needs a text, and a stored picture to itself", async () => {
    expect(issuesOf(await bring(mug({ ...TURNED, alt: null })))).toEqual([
      "1 pictures.0.video video_alt_missing",
    ]);
    const drawn = mug({ ...TURNED, src: "/art/stoneware-mug.svg" });
    expect(issuesOf(await bring(drawn))).toEqual(["1 pictures.0.video video_poster"]);
    const twice = mug(TURNED, { ...TURNED, video: "mug.webm" });
    expect(issuesOf(await bring(twice))).toEqual(["1 pictures.1.video video_poster"]);
  });

  it("is said by a dry run, and fetched again when its file is gone", async () => {
    expect(await bring(mug(TURNED), { dryRun: true })).toMatchObject({ report: { videos: { missing: 1 } } });
    await bring(mug(TURNED));
    await rm(join(folder, "stored"), { recursive: true });
    await bring(mug(TURNED));
    const files = await readdir(join(folder, "stored"), { recursive: true });
    expect(files.filter((name) => name.endsWith(".mp4"))).toHaveLength(1);
  });
});

it("The doctor misses the newest video where its file is lost", async () => {
  await bring(mug(TURNED));
  expect(await checkPictures()).toMatchObject([{ state: "right" }, { state: "right" }]);
  const key = (await stored())[0]?.video?.key ?? "";
  await rm(join(folder, "stored", key.slice(0, 2), key));
  expect(await checkPictures()).toMatchObject([
    { state: "right" },
    { state: "wrong", code: "videos_missing" },
  ]);
});

describe("the address of a video", () => {
  const answer = (key: string, headers = {}, method = "GET") =>
    GET(new Request(`http://localhost:3000/videos/${key}`, { headers, method }), {
      params: Promise.resolve({ key }),
    });
  const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
  const shown = async () => {
    await bring(mug(TURNED));
    const key = (await stored())[0]?.video?.key ?? expect.fail("no video");
    return { key, whole: await bytesOf(await answer(key)) };
  };

  it("gives all of it, or what it has, and never changes", async () => {
    const { key, whole } = await shown();
    const response = await answer(key, {}, "HEAD");
    expect(Object.fromEntries(response.headers)).toMatchObject({
      ...{ "content-type": "video/mp4", "accept-ranges": "bytes", etag: `"${key}"` },
      "content-length": `${whole.length}`,
      "cache-control": "public, max-age=31536000, s-maxage=31536000, immutable",
    });
    expect(response.body).toBeNull();
    expect((await answer(key, { range: "bytes=0-1" }, "HEAD")).status).toBe(200);
    expect(whole.length).toBe((await video("mug.mp4")).length);
    expect((await answer(key, { "if-none-match": `"${key}"` })).status).toBe(304);
  });

  it.each([
    ["bytes=0-0", 0, 1],
    ["bytes=100-199", 100, 200],
    ["bytes=11000-", 11_000, 11_882],
    ["bytes=11000-99999", 11_000, 11_882],
    ["bytes=-82", 11_800, 11_882],
    ["bytes=-99999", 0, 11_882],
  ])("gives a part of it: %s", async (range, first, end) => {
    const { key, whole } = await shown();
    const response = await answer(key, { range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${first}-${end - 1}/11882`);
    expect(response.headers.get("content-length")).toBe(`${end - first}`);
    expect((await bytesOf(response)).equals(whole.subarray(first, end))).toBe(true);
  });

  it.each(["bytes=11882-", "bytes=99999-99999999", "bytes=-0"])(
    "says that a part is not there: %s",
    async (range) => {
      const response = await answer((await shown()).key, { range });
      expect(response.status).toBe(416);
      expect(response.headers.get("content-range")).toBe("bytes */11882");
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.json()).toMatchObject({ error: { code: "range_invalid" } });
    },
  );

  it("gives all of it to who asks in a way that it does not know, or for parts of another file", async () => {
    const { key, whole } = await shown();
    for (const range of ["bytes=5-2", "bytes=0-1,4-5", "items=0-1", "bytes=-", "bytes=a-b"])
      expect((await answer(key, { range })).status).toBe(200);
    const other = await answer(key, { range: "bytes=0-1", "if-range": '"other"' });
    expect([other.status, (await bytesOf(other)).length]).toEqual([200, whole.length]);
    expect((await answer(key, { range: "bytes=0-1", "if-range": `"${key}"` })).status).toBe(206);
  });

  it.each([`${"0".repeat(20)}.mp4`, `${"0".repeat(20)}.jpg`, "../goods.mp4", "x.webm"])(
    "is none: %s",
    async (key) => {
      expect((await answer(key)).status).toBe(404);
      expect((await answer(key, {}, "HEAD")).status).toBe(404);
    },
  );
});
