import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { preparePicture } from "@/lib/pictures/prepare-picture.server";
import { jpeg, plainPicture } from "@/tests/support/picture-files";

async function prepared(file: Uint8Array) {
  const result = await preparePicture(file);
  if (!result.ok) throw new Error(result.message);
  return { ...result, read: await sharp(result.bytes).metadata() };
}

/** A PNG whose header promises so many pixels, in a few bytes. */
async function bomb(edge: number): Promise<Buffer> {
  const small = await plainPicture(1, 1).png().toBuffer();
  const header = Buffer.alloc(17);
  header.write("IHDR", "latin1");
  header.writeUInt32BE(edge, 4);
  header.writeUInt32BE(edge, 8);
  header.set([8, 2, 0, 0, 0], 12);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(header));
  return Buffer.concat([
    small.subarray(0, 8),
    Buffer.from([0, 0, 0, 13]),
    header,
    crc,
    small.subarray(33),
    deflateSync(Buffer.alloc(1_000)),
  ]);
}

async function movingWebp(): Promise<Buffer> {
  const frames = await Promise.all([10, 250].map((red) => plainPicture(20, 20, red).png().toBuffer()));
  return sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
}

async function movingPng(): Promise<Buffer> {
  const png = await plainPicture().png().toBuffer();
  const control = Buffer.from("\0\0\0\x08acTL\0\0\0\x02\0\0\0\0\0\0\0\0", "latin1");
  return Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]);
}

describe("a merchant's picture", () => {
  it.each(["jpeg", "png", "webp", "avif"] as const)("may be %s", async (format) => {
    const file = await plainPicture().toFormat(format).toBuffer();
    const { facts, read } = await prepared(file);
    expect(read.format).toBe("jpeg");
    expect(facts).toMatchObject({ width: 60, height: 80 });
    expect(facts.key).toMatch(/^[0-9a-v]{20}\.jpg$/);
  });

  it("loses where it was taken, and everything else beside the picture", async () => {
    const file = await plainPicture()
      .withExif({ IFD0: { Copyright: "Ada" }, IFD3: { GPSLatitude: "48/1 51/1 30/1", GPSLatitudeRef: "N" } })
      .withIccProfile("p3")
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret/></x:xmpmeta>')
      .jpeg()
      .toBuffer();
    expect((await sharp(file).metadata()).exif).toBeDefined();
    const { read, bytes } = await prepared(file);
    expect({ exif: read.exif, icc: read.icc, xmp: read.xmp, iptc: read.iptc }).toEqual({});
    for (const trace of ["Exif", "Ada", "secret"]) expect(Buffer.from(bytes).includes(trace)).toBe(false);
  });

  it("is turned upright", async () => {
    const { facts } = await prepared(await plainPicture().withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(facts).toMatchObject({ width: 80, height: 60 });
  });

  it("is made smaller, never larger", async () => {
    expect((await prepared(await jpeg(4_000, 1_000))).facts).toMatchObject({ width: 2_400, height: 600 });
  });

  it("stays transparent where it is", async () => {
    const background = { r: 1, g: 2, b: 3, alpha: 0.5 };
    const see = sharp({ create: { width: 9, height: 9, channels: 4, background } });
    const { facts, read } = await prepared(await see.webp().toBuffer());
    expect(facts.key).toMatch(/\.png$/);
    expect(read).toMatchObject({ format: "png", hasAlpha: true });
    const opaque = await see.ensureAlpha().removeAlpha().ensureAlpha(1).png().toBuffer();
    expect((await prepared(opaque)).facts.key).toMatch(/\.jpg$/);
  });

  it("has the colour that it has most of, unless one sees through it", async () => {
    const sky = await plainPicture(40, 10, 0).png().toBuffer();
    const both = plainPicture(40, 60, 204).composite([{ input: sky, gravity: "north" }]);
    expect((await prepared(await both.png().toBuffer())).facts.colour).toMatch(/^#[bcd][456][123]$/);
    const glass = await plainPicture().ensureAlpha(0.5).png().toBuffer();
    expect((await prepared(glass)).facts).not.toHaveProperty("colour");
  });

  it("has a preview of some hundred bytes, and the same name for the same contents", async () => {
    const one = await prepared(await jpeg());
    expect(one.facts.blur).toMatch(/^data:image\/webp;base64,/);
    expect(one.facts.blur.length).toBeLessThan(400);
    expect((await prepared(await jpeg())).facts).toEqual(one.facts);
    expect((await prepared(await jpeg(60, 80, 30))).facts.key).not.toBe(one.facts.key);
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  it.each([
    ["a drawing that may hold scripts", async () => Buffer.from(svg), "picture_type"],
    ["a page that says it is a picture", async () => Buffer.from("<!doctype html><p>404"), "picture_type"],
    ["a GIF", () => plainPicture().gif().toBuffer(), "picture_type"],
    ["a TIFF", () => plainPicture().tiff().toBuffer(), "picture_type"],
    ["nothing", async () => Buffer.alloc(0), "picture_type"],
    ["a moving WebP", movingWebp, "picture_animated"],
    ["a moving PNG", movingPng, "picture_animated"],
    ["a JPEG that breaks off", async () => (await jpeg(400, 400)).subarray(0, 700), "picture_broken"],
    [
      "the first bytes of a JPEG",
      async () => Buffer.from("\xff\xd8\xff\xe0 no picture", "latin1"),
      "picture_broken",
    ],
    [
      "a PNG with other bytes within",
      async () => (await plainPicture(90, 90).png().toBuffer()).fill(7, 60, 90),
      "picture_broken",
    ],
    ["30,000 by 30,000 pixels in a few bytes", () => bomb(30_000), "picture_too_many_pixels"],
    ["more bytes than a picture may have", async () => Buffer.alloc(20_000_001, 255), "picture_too_large"],
  ])("is refused when it is %s", async (_, file, code) => {
    expect(await preparePicture(await file())).toMatchObject({ ok: false, code });
  });
});
