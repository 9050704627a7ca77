import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/pictures/[key]/route";
import { currency } from "@/lib/base/money";
import { exportCsv } from "@/lib/catalog/export/export-csv.server";
import { type ImportOptions, importGoods } from "@/lib/catalog/import/import-goods.server";
import { catalogImports, categories, pictureSources, pictures, products, variants } from "@/lib/db/schema";
import { checkPictures } from "@/lib/doctor/pictures.server";
import { pathOfPicture, storedPictures } from "@/lib/model/picture";
import { testDatabase } from "@/tests/support/database";
import { jpeg } from "@/tests/support/picture-files";

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), "pictures-"));
process.env.PICTURES_DIR = join(folder, "stored");

const files = new Map<string, Buffer>([
  ["/front.jpg", await jpeg(60, 80, 10)],
  ["/back.jpg", await jpeg(60, 80, 90)],
  ["/red.jpg", await jpeg(60, 80, 250)],
  ["/broken.jpg", (await jpeg(400, 400)).subarray(0, 700)],
]);
const asked: string[] = [];
const server = createServer(({ url = "" }, response) => {
  asked.push(url);
  const file = files.get(url);
  response.writeHead(file ? 200 : 404).end(file);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  await db.delete(variants);
  await db.delete(products);
  await db.delete(categories);
  await db.delete(catalogImports);
  await db.delete(pictures);
  await rm(join(folder, "stored"), { recursive: true, force: true });
  await db
    .insert(categories)
    .values({ slug: "cups", name: { en: "Cups" }, description: { en: "" }, position: 0 });
  asked.length = 0;
});

async function bring(csv: string, more: Partial<ImportOptions> = {}) {
  const path = join(folder, "goods.csv");
  await writeFile(path, csv);
  const options: ImportOptions = {
    ...{ path, format: "shopify", currency: currency("eur"), who: "ada" },
    pictures: { fromAnyServer: true },
    ...more,
  };
  return importGoods(db, options);
}

const HEADER =
  "Handle,Title,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position,Image Alt Text,Variant Image";
const TEE = `${HEADER}
tee,Tee,cups,Color,Blue,T-B,10,${at}/back.jpg,2,,
tee,,,,Red,T-R,10,${at}/front.jpg,1,Folded,${at}/red.jpg
`;
const tee = async () =>
  (await db.select().from(products).where(eq(products.slug, "tee")))[0] ?? expect.fail("no tee");
const issuesOf = (result: Awaited<ReturnType<typeof bring>>) =>
  "report" in result ? result.report.issues.map(({ line, column, code }) => `${line} ${column} ${code}`) : [];
const answer = (key: string, headers = {}, query = "") =>
  GET(new Request(`http://localhost:3000/pictures/${key}${query}`, { headers }), {
    params: Promise.resolve({ key }),
  });

describe("pictures of a CSV", () => {
  it("are fetched once, put in their order, and belong to the values of their variants", async () => {
    expect(await bring(TEE)).toMatchObject({ ok: true, report: { pictures: { brought: 3, unnamed: 2 } } });
    const { pictures: own, images } = await tee();
    expect(own.map(({ alt, of }) => [alt, of])).toEqual([
      [{ en: "Folded" }, []],
      [null, []],
      [null, ["red"]],
    ]);
    const [front, , red] = own.map(pathOfPicture);
    expect(images).toEqual({ default: front, red });
    expect(asked.toSorted()).toEqual(["/back.jpg", "/front.jpg", "/red.jpg"]);
    expect(await bring(TEE)).toMatchObject({ ok: true, written: false });
    await bring(TEE.replace("Folded", "Hanging"));
    expect((await tee()).pictures[0]?.alt).toEqual({ en: "Hanging" });
    expect(asked).toHaveLength(3);
  });

  it("are fetched again when their files are gone", async () => {
    await bring(TEE);
    await rm(join(folder, "stored"), { recursive: true });
    await bring(TEE);
    expect(await readdir(join(folder, "stored"))).toHaveLength(3);
  });

  it("are said by a dry run, which fetches nothing", async () => {
    expect(await bring(TEE, { dryRun: true })).toMatchObject({
      ...{ ok: true, written: false },
      report: { pictures: { missing: 3 } },
    });
    expect(asked).toEqual([]);
  });

  it("refuse the file by line and column, keep what was fetched, and go on from there", async () => {
    const wrong = TEE.replace("/back.jpg", "/broken.jpg").replace("/red.jpg", "/none.jpg");
    const result = await bring(wrong);
    expect(result).toMatchObject({ ok: false, code: "rows_refused", report: { issueCount: 2 } });
    expect(issuesOf(result)).toEqual(["2 Image Src picture_broken", "3 Variant Image picture_not_fetched"]);
    expect(await db.$count(products)).toBe(0);
    await bring(TEE);
    expect(asked.filter((path) => path === "/front.jpg")).toHaveLength(1);
  });

  it("are not fetched from this machine unless that is asked for", async () => {
    const result = await bring(TEE, { pictures: {} });
    expect(issuesOf(result)).toEqual([
      "2 Image Src picture_address",
      "3 Image Src picture_address",
      "3 Variant Image picture_address",
    ]);
    expect(asked).toEqual([]);
  });

  it("are taken from a folder by their names", async () => {
    const own = join(folder, "own");
    await mkdir(join(own, "sub"), { recursive: true });
    await writeFile(join(own, "front.jpg"), await jpeg(30, 30, 1));
    await writeFile(join(own, "sub", "back.jpg"), await jpeg(30, 30, 200));
    const csv = TEE.replace(`${at}/back.jpg`, "sub/back.jpg").replace(`${at}/red.jpg`, "");
    expect(await bring(csv, { pictures: { folder: own } })).toMatchObject({ ok: true });
    expect((await tee()).pictures).toMatchObject([{ width: 30 }, { width: 30 }]);
    expect(asked).toEqual([]);
    expect(await bring(csv, { pictures: { folder: own } })).toMatchObject({ written: false });
    const other = csv.replace("sub/back.jpg", "none.jpg");
    expect(issuesOf(await bring(other, { pictures: { folder: own } }))).toEqual([
      "2 Image Src picture_unknown",
    ]);
    for (const path of ["../goods.csv", "//evil.example/a.jpg", "C:\\a.jpg"])
      expect(issuesOf(await bring(csv.replace("sub/back.jpg", path), { pictures: { folder: own } }))).toEqual(
        ["2 Image Src field_invalid"],
      );
  });

  it("are left as they are when that is asked for, and when the file has no column for them", async () => {
    await bring(TEE);
    const before = await tee();
    const left = await bring(TEE.replace("/front.jpg", "/back.jpg"), { pictures: null });
    expect(left).toMatchObject({ ok: true, written: false, report: { pictures: { left: 2 } } });
    const noColumn = TEE.split("\n").map((line) => line.split(",").slice(0, 7).join(","));
    await bring(noColumn.join("\n").replace("tee,Tee", "tee,Shirt"));
    expect(await tee()).toMatchObject({
      name: { en: "Shirt" },
      pictures: before.pictures,
      images: before.images,
    });
  });

  it("are taken away by empty cells", async () => {
    await bring(TEE);
    await bring(TEE.replaceAll(new RegExp(`${at}/\\w+.jpg`, "g"), ""));
    expect(await tee()).toMatchObject({ pictures: [], images: {} });
  });
});

describe("several pictures of one variant", () => {
  const cup = (of: {
    front: string;
    back: string;
    red: string;
  }) => `${HEADER},Option2 Name,Option2 Value,Image Of
cup,Cup,cups,Color,Red,C-R,10,${at}/front.jpg,1,,,Size,Large,${of.front}
cup,,,,Blue,C-B,10,${at}/back.jpg,2,,,,Small,${of.back}
cup,,,,,,,${at}/red.jpg,3,,,,,${of.red}
`;
  const shown = async () => (await db.select().from(products))[0]?.pictures.map(({ of }) => of);
  const SHOWN = [["red"], ["red", "blue+small"], []];

  it("stand in a CSV by the values that they show, and the export gives them back", async () => {
    await bring(cup({ front: "Red", back: "Red; Blue + Small", red: "" }));
    expect(await shown()).toEqual(SHOWN);
    const lines: string[] = [];
    for await (const line of exportCsv(db, () => undefined)) lines.push(line);
    expect(await bring(lines.join(""))).toMatchObject({ ok: true, written: false });
    await db.delete(variants);
    await db.delete(products);
    await bring(lines.join(""));
    expect(await shown()).toEqual(SHOWN);
  });

  it("have the keys that the store has for the labels", async () => {
    await bring(cup({ front: "", back: "", red: "" }));
    await db.update(products).set({
      options: [
        {
          key: "colour",
          name: { en: "Color" },
          values: [
            { key: "r", label: { en: "Red" } },
            { key: "b", label: { en: "Blue" } },
          ],
        },
        {
          key: "size",
          name: { en: "Size" },
          values: [
            { key: "l", label: { en: "Large" } },
            { key: "s", label: { en: "Small" } },
          ],
        },
      ],
    });
    await bring(cup({ front: "Red", back: "Red; Blue + Small", red: "" }));
    expect(await shown()).toEqual([["r"], ["r", "b+s"], []]);
  });

  it("are refused by line for a value that no option has, and for a row without a picture", async () => {
    expect(issuesOf(await bring(cup({ front: "Green", back: "", red: "" })))).toEqual([
      "2 Image Of field_invalid",
    ]);
    const bare = cup({ front: "", back: "", red: "Red" }).replace(`${at}/red.jpg`, "");
    expect(issuesOf(await bring(bare))).toEqual(["4 Image Of field_invalid"]);
  });
});

describe("the address of a picture", () => {
  it("answers with what never changes, and with nothing to who has it", async () => {
    await bring(TEE);
    const key = storedPictures((await tee()).pictures)[0]?.key ?? "";
    const response = await answer(key);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "cache-control": "public, max-age=31536000, s-maxage=31536000, immutable",
      etag: `"${key}"`,
    });
    expect(Buffer.from(await response.arrayBuffer()).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect((await answer(key, { "if-none-match": `"${key}"` })).status).toBe(304);
  });

  it("gives one of eight widths, in the format that its reader takes, made once", async () => {
    files.set("/wide.jpg", await jpeg(900, 600, 120));
    await bring(TEE.replace("/front.jpg", "/wide.jpg"));
    const key = storedPictures((await tee()).pictures)[0]?.key ?? "";
    const inWidth = async (width: unknown, accept: string) => {
      const response = await answer(key, { accept }, `?w=${width}`);
      if (response.status !== 200) return response.status;
      expect(response.headers.get("vary")).toBe("accept");
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(Number(response.headers.get("content-length"))).toBe(bytes.length);
      const { format, compression, width: pixels } = await sharp(bytes).metadata();
      return [response.headers.get("content-type"), compression === "av1" ? "avif" : format, pixels];
    };
    const BROWSER = "image/avif,image/webp,image/apng,*/*;q=0.8";
    expect(await inWidth(320, BROWSER)).toEqual(["image/avif", "avif", 320]);
    expect(await inWidth(320, "image/webp,*/*")).toEqual(["image/webp", "webp", 320]);
    // As mail readers and other sites ask.
    expect(await inWidth(160, "*/*")).toEqual(["image/jpeg", "jpeg", 160]);
    expect(await inWidth(1600, "*/*")).toEqual(["image/jpeg", "jpeg", 900]);
    for (const width of [321, 0, -1, 1e9, "x", ""]) expect(await inWidth(width, BROWSER)).toBe(400);

    const made = (await readdir(join(folder, "stored", key.slice(0, 2)))).filter((name) =>
      name.includes("-"),
    );
    const hash = key.slice(0, -4);
    expect(made.toSorted()).toEqual(
      ["160.jpg", "1600.jpg", "320.avif", "320.webp"].map((end) => `${hash}-${end}`),
    );
    const path = join(folder, "stored", key.slice(0, 2), `${hash}-160.jpg`);
    await writeFile(path, await jpeg(7, 7));
    expect(await inWidth(160, "*/*")).toEqual(["image/jpeg", "jpeg", 7]);
  });

  it("is told from each other of its sizes by its tag", async () => {
    await bring(TEE);
    const key = storedPictures((await tee()).pictures)[0]?.key ?? "";
    const tag = (accept: string, query: string) =>
      answer(key, { accept }, query).then(({ headers }) => headers.get("etag") ?? "");
    const tags = [await tag("*/*", ""), await tag("*/*", "?w=96"), await tag("image/avif", "?w=96")];
    expect(new Set(tags).size).toBe(3);
    const [, jpegTag = ""] = tags;
    expect((await answer(key, { "if-none-match": jpegTag }, "?w=96")).status).toBe(304);
    expect((await answer(key, { accept: "image/avif", "if-none-match": jpegTag }, "?w=96")).status).toBe(200);
  });

  it("of a picture that is gone is none, in any width", async () => {
    expect((await answer(`${"0".repeat(20)}.jpg`, {}, "?w=96")).status).toBe(404);
  });

  it.each([`${"0".repeat(40)}.jpg`, "..%2f..%2fgoods.csv", "../goods.csv", "x.jpg", `${"0".repeat(40)}.svg`])(
    "is none: %s",
    async (key) => {
      const response = await answer(key);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { code: "not_found" } });
    },
  );
});

it("The doctor misses the newest picture where its file is lost", async () => {
  await bring(TEE);
  await rm(join(folder, "stored"), { recursive: true });
  expect(await checkPictures()).toMatchObject([{ state: "wrong", code: "pictures_missing" }]);
});

it("Sources that hold the same picture store it once", async () => {
  files.set("/same.jpg", files.get("/front.jpg") ?? expect.fail());
  await bring(TEE.replace("/back.jpg", "/same.jpg"));
  expect((await tee()).pictures).toHaveLength(2);
  expect(await db.$count(pictures)).toBe(2);
  expect(await db.$count(pictureSources)).toBe(5);
});
