import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/pictures/[key]/route";
import { currency } from "@/lib/base/money";
import { importGoods } from "@/lib/catalog/import/import-goods.server";
import { categories, products } from "@/lib/db/schema";
import { checkPictures } from "@/lib/doctor/pictures.server";
import { storedPictures } from "@/lib/model/picture";
import { s3Storage } from "@/lib/pictures/s3-storage.server";
import { testDatabase } from "@/tests/support/database";
import { jpeg } from "@/tests/support/picture-files";
import { startS3 } from "@/tests/support/s3-server";

const { db } = await testDatabase();
const s3 = await startS3();
const folder = await mkdtemp(join(tmpdir(), "goods-"));
if (s3)
  Object.assign(process.env, {
    PICTURES_S3_BUCKET: s3.settings.bucket,
    PICTURES_S3_ENDPOINT: s3.settings.endpoint,
    PICTURES_S3_PATH_STYLE: "on",
    PICTURES_S3_ACCESS_KEY_ID: s3.settings.keys?.id,
    PICTURES_S3_SECRET_ACCESS_KEY: s3.settings.keys?.secret,
  });
afterAll(() => rm(folder, { recursive: true }));

const csv = (title: string) => `Handle,Title,Type,Variant SKU,Variant Price,Image Src
tee,${title},cups,T,10,front.jpg
`;

async function bring(title = "Tee") {
  await db
    .insert(categories)
    .values({ slug: "cups", name: { en: "Cups" }, description: { en: "" }, position: 0 })
    .onConflictDoNothing();
  const path = join(folder, "goods.csv");
  await writeFile(path, csv(title));
  await writeFile(join(folder, "front.jpg"), await jpeg(60, 80));
  const options = { path, format: "shopify", currency: currency("eur"), who: "ada" } as const;
  return importGoods(db, { ...options, pictures: { folder } });
}

const shown = async () => {
  const [tee] = await db.select().from(products);
  const key = storedPictures(tee?.pictures ?? [])[0]?.key ?? expect.fail("no picture");
  const answer = await GET(new Request(`http://localhost:3000/pictures/${key}`), {
    params: Promise.resolve({ key }),
  });
  return { key, answer };
};

describe.runIf(s3)("a store whose settings name a bucket", () => {
  it("has the pictures of its import there, and shows them", async () => {
    expect(await checkPictures()).toMatchObject([{ state: "note" }]);
    expect(await bring()).toMatchObject({ ok: true, report: { pictures: { brought: 1 } } });
    const { key, answer } = await shown();
    expect(s3 && (await s3Storage(s3.settings).size(key))).toBeGreaterThan(0);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "cache-control": "public, max-age=31536000, s-maxage=31536000, immutable",
    });
    expect(Number(answer.headers.get("content-length"))).toBe((await answer.arrayBuffer()).byteLength);
    expect(await checkPictures()).toMatchObject([{ state: "right" }]);
    expect(await bring()).toMatchObject({ ok: true, written: false });
  });

  it("is asked once for a picture that it has, by a whole import", async () => {
    const asked = vi.spyOn(S3Client.prototype, "send");
    expect(await bring("Shirt")).toMatchObject({ ok: true, written: true });
    expect(asked.mock.calls.map(([command]) => command.constructor.name)).toEqual(["HeadObjectCommand"]);
    asked.mockRestore();
  });

  it("answers with a code while the bucket is away, tells the log why, and the doctor too", async () => {
    await s3?.stop();
    const lines = vi.spyOn(console, "error").mockReturnValue();
    const { answer } = await shown();
    const log = lines.mock.calls.map(([line]) => String(line)).join("");
    lines.mockRestore();
    expect(answer.status).toBe(503);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const { error } = await answer.json();
    expect(error).toEqual({ code: "pictures_unavailable", message: expect.stringContaining("try again") });
    expect(log).toContain("can't be reached in the bucket pictures");
    expect(await checkPictures()).toMatchObject([{ state: "wrong", code: "pictures_unavailable" }]);
    await expect(bring()).rejects.toThrow("can't be reached in the bucket pictures");
  });
});
