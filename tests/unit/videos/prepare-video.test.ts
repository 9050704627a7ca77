import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxesIn, dataView } from "@/lib/videos/mp4-boxes";
import { prepareVideo } from "@/lib/videos/prepare-video";
import { jpeg } from "@/tests/support/picture-files";
import { video } from "@/tests/support/video-files";

const prepared = async (name: string) => {
  const bytes = await video(name);
  return { bytes, result: prepareVideo(bytes) };
};
const refusalOf = (bytes: Uint8Array) => {
  const result = prepareVideo(bytes);
  return result.ok ? "taken" : `${result.code}: ${result.message}`;
};

/** A box with what it holds. */
function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

/** Where a box begins that lies within others. */
function find(bytes: Buffer, path: string): { start: number; body: number; end: number } {
  return path
    .split(" ")
    .reduce(
      ({ body, end }, wanted) =>
        [...boxesIn(bytes, body, end)].find(({ type }) => type === wanted) ?? expect.fail(wanted),
      { start: 0, body: 0, end: bytes.length },
    );
}

describe("a video", () => {
  it.each([
    ["mug.mp4", { width: 96, height: 128, seconds: 4 }],
    ["mug.webm", { width: 128, height: 96, seconds: 4 }],
    ["turned.mp4", { width: 128, height: 96, seconds: 4 }],
    ["h265.mp4", { width: 96, height: 128, seconds: 1 }],
    ["av1.mp4", { width: 96, height: 128, seconds: 1 }],
    ["vp8.webm", { width: 96, height: 128, seconds: 1 }],
  ])("is taken by what it contains: %s", async (name, facts) => {
    const { result } = await prepared(name);
    expect(result).toMatchObject({
      ok: true,
      ending: name.split(".")[1],
      facts: { ...facts, seconds: expect.closeTo(facts.seconds, 0.1) },
    });
  });

  it.each([
    ["film.mov", "video_type: it is neither"],
    ["film.mkv", "video_type: it is neither"],
    ["frag.mp4", "video_type: it is an MP4 in pieces"],
    ["old.mp4", 'video_codec: its image is "mp4v"'],
    ["sound.m4a", "video_codec: it has no image"],
    ["live.webm", "video_broken: it is a recording that was not finished"],
  ])("is refused: %s", async (name, why) => {
    expect(refusalOf(await video(name))).toContain(why);
  });

  it("is no picture, no page and nothing empty, whatever its name says", async () => {
    for (const bytes of [
      await jpeg(),
      Buffer.from("<html><script>alert(1)</script></html>"),
      Buffer.alloc(0),
    ])
      expect(refusalOf(bytes)).toContain("video_type");
  });

  it("is refused when it is too long, too large, or has too many pixels", async () => {
    expect(
      refusalOf(Buffer.concat([await video("mug.mp4"), box("free", Buffer.alloc(50_000_000))])),
    ).toContain("video_too_large: it has more than 50 MB");
    const slow = await video("mug.mp4");
    dataView(slow).setUint32(find(slow, "moov trak mdia mdhd").body + 12, 20);
    expect(refusalOf(slow)).toMatch(/video_too_long: it lasts \d+ seconds/);
    const wide = await video("mug.mp4");
    dataView(wide).setUint32(find(wide, "moov trak tkhd").body + 76, 5_000 << 16);
    expect(refusalOf(wide)).toContain("video_too_many_pixels: it has 5000 x 128");
  });

  it.each(["mug.mp4", "mug.webm"])("is refused wherever it breaks off: %s", async (name) => {
    const whole = await video(name);
    for (let length = 0; length < whole.length; length += 97)
      expect(refusalOf(Uint8Array.from(whole.subarray(0, length)))).toMatch(/^video_(?:broken|type|codec)/);
  });

  it("is refused when its tables name what is not there, or contradict each other", async () => {
    const table = "moov trak mdia minf stbl";
    const away = await video("mug.mp4");
    dataView(away).setUint32(find(away, `${table} stco`).body + 8, 900_000);
    expect(refusalOf(away)).toContain("video_broken");
    const contents = await video("mug.mp4");
    dataView(contents).setUint32(find(contents, `${table} stco`).body + 8, find(contents, "moov").start);
    expect(refusalOf(contents)).toContain("video_broken");
    const many = await video("mug.mp4");
    dataView(many).setUint32(find(many, `${table} stsz`).body + 8, 4_000_000_000);
    expect(refusalOf(many)).toContain("video_broken");
  });

  it.each(["mug.mp4", "mug.webm"])(
    "never throws and always ends, whatever was changed in it: %s",
    async (name) => {
      const whole = await video(name);
      const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
          const bytes = Uint8Array.from(whole);
          for (const { at, to } of changes) bytes[at] = to;
          expect(prepareVideo(bytes)).toHaveProperty("ok");
          expect(bytes).toHaveLength(whole.length);
        }),
        { numRuns: 300 },
      );
    },
  );
});

/** What the file says of where and when it was filmed, by whom, and with what. */
const TOLD = /48\.8577|002\.2950|Garden|2026-05-04|Lavf|Lavc5|Handler|GPS/i;

describe("what a video tells beside its image and its sound", () => {
  it.each(["mug.mp4", "mug.webm"])("is not kept: %s", async (name) => {
    expect((await video(name)).toString("latin1")).toMatch(TOLD);
    const { bytes, result } = await prepared(name);
    expect(result.ok).toBe(true);
    // What a coder writes into the image or the sound itself is not metadata of the file.
    const told = bytes.toString("latin1").replaceAll(/x264 - core[^\0]+/g, "");
    expect(name.endsWith(".mp4") ? told.replaceAll(/Lavc[\d.]+/g, "") : told).not.toMatch(TOLD);
    expect(bytes.length).toBe((await video(name)).length);
  });

  it("is found in boxes of any name, in all corners, and after the end", async () => {
    const place = "+48.8577+002.2950/";
    const whole = await video("turned.mp4");
    const { start, end } = find(whole, "moov");
    const udta = box("udta", box("\u00a9xyz", place), box("XMP_", place));
    const moov = box("moov", whole.subarray(start + 8, end), udta, box("uuid", place), box("meta", place));
    const bytes = Buffer.concat([whole.subarray(0, start), moov, box("uuid", place), box("skip", place)]);
    expect(prepareVideo(bytes).ok).toBe(true);
    expect(bytes.toString("latin1")).not.toContain("48.8577");
  });

  it("is emptied also between the pieces that play", async () => {
    const whole = await video("turned.mp4");
    const at = whole.indexOf("mdat") + 4;
    const hidden = Buffer.from("+48.8577+002.2950/");
    const bytes = Buffer.concat([whole, box("mdat", hidden)]);
    expect(at).toBeGreaterThan(3);
    expect(prepareVideo(bytes).ok).toBe(true);
    expect(bytes.indexOf(hidden)).toBe(-1);
  });

  it.each(["mug.mp4", "mug.webm", "turned.mp4", "av1.mp4"])("is gone after one time: %s", async (name) => {
    const { bytes } = await prepared(name);
    const again = Buffer.from(bytes);
    expect(prepareVideo(again).ok).toBe(true);
    expect(again.equals(bytes)).toBe(true);
  });
});
