import { type Box, blankBox, boxesIn, dataView, textAt } from "./mp4-boxes";
import { readSamples, type Stretch } from "./mp4-samples";
import type { ContainerFacts } from "./prepare-video";
import { broken, VideoRefused } from "./video-refusal";

const BRANDS = /^(?:iso[m2-9]|mp4[12]|avc1|M4V |M4VP|XAVC|3gp\d)$/;
const IMAGES = ["avc1", "avc3", "hvc1", "hev1", "av01", "vp08", "vp09"];
const SOUNDS = ["mp4a", "Opus"];

/** What is needed to play it, by the box that it stands in. All else is emptied, whatever it is: titles, places, thumbnails, what an app adds. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  file: ["ftyp", "moov", "mdat"],
  moov: ["mvhd", "trak"],
  trak: ["tkhd", "edts", "mdia"],
  edts: ["elst"],
  mdia: ["mdhd", "hdlr", "minf"],
  minf: ["vmhd", "smhd", "dinf", "stbl"],
  dinf: ["dref"],
  stbl: "stsd stts ctts cslg stsc stsz stco co64 stss sdtp sgpd sbgp".split(" "),
  image: "avcC hvcC av1C vpcC pasp colr btrt clap fiel mdcv clli dvcC dvvC".split(" "),
};

type Track = { box: Box; handler: string; codec: string; parts: ReadonlyMap<string, Box> };

/** Whether a file says of itself that it is an MP4 with image or sound. */
export function isMp4(bytes: Uint8Array): boolean {
  if (textAt(bytes, 4, 4) !== "ftyp") return false;
  const end = Math.min(dataView(bytes).getUint32(0), bytes.length, 256);
  // Its own brand, a version, and then all that it is compatible with.
  const brands = [textAt(bytes, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(textAt(bytes, at, 4));
  return brands.some((brand) => BRANDS.test(brand));
}

/** Checks an MP4, and takes out of `bytes` all that is not its image or its sound. @throws VideoRefused */
export function cleanMp4(bytes: Uint8Array): ContainerFacts {
  const top = keep(bytes, "file", 0, bytes.length);
  const [moov, ...others] = top.filter(({ type }) => type === "moov");
  if (!moov) throw broken("its table of contents is missing, mostly as it breaks off");
  if (others.length > 0) throw broken("it has two tables of contents");
  const inner = [...boxesIn(bytes, moov.body, moov.end)];
  if (inner.some(({ type }) => type === "mvex"))
    throw new VideoRefused("video_type", "it is an MP4 in pieces, as for streaming; save it as one whole");
  const [header, ...tracks] = keep(bytes, "moov", moov.body, moov.end).toSorted(
    (one, other) => Number(one.type !== "mvhd") - Number(other.type !== "mvhd"),
  );
  if (header?.type !== "mvhd") throw broken("it has no header");
  forgetTimes(bytes, header);
  const { image, sounds } = choose(
    bytes,
    tracks.map((box) => readTrack(bytes, box)),
  );
  let stretches: Stretch[] = [];
  let seconds = 0;
  for (const { parts } of [image, ...sounds]) {
    const table = readSamples(bytes, parts);
    stretches = stretches.concat(table.stretches);
    seconds = Math.max(seconds, table.ticks / ticksPerSecond(bytes, parts));
  }
  for (const box of top.filter(({ type }) => type === "mdat")) stretches = blankGaps(bytes, box, stretches);
  if (stretches.length > 0) throw broken("it breaks off: what its tables name is not there");
  return { ...sizeOf(bytes, image), seconds };
}

/** The boxes that stay; all others are emptied. */
function keep(bytes: Uint8Array, within: string, start: number, end: number): Box[] {
  const boxes = [...boxesIn(bytes, start, end)];
  const kept = boxes.filter(({ type }) => KEPT[within]?.includes(type));
  for (const box of boxes) if (!kept.includes(box)) blankBox(bytes, box);
  return kept;
}

function readTrack(bytes: Uint8Array, box: Box): Track {
  const parts = new Map<string, Box>();
  const walk = (within: string, { body, end }: Box) => {
    for (const inner of keep(bytes, within, body, end)) {
      parts.set(inner.type, inner);
      if (KEPT[inner.type]) walk(inner.type, inner);
    }
  };
  walk("trak", box);
  const [handler, description] = [parts.get("hdlr"), parts.get("stsd")];
  if (!handler || handler.end - handler.body < 24) throw broken("one of its tracks does not say what it is");
  const codec = description ? textAt(bytes, description.body + 12, 4) : "";
  const kind = textAt(bytes, handler.body + 8, 4);
  // What follows is a name, mostly that of a program.
  bytes.fill(0, handler.body + 24, handler.end);
  const places = parts.get("dref");
  // Of a file that is whole they name none, and if they do it is a path of the machine that made it.
  if (places)
    for (const place of boxesIn(bytes, places.body + 8, places.end)) bytes.fill(0, place.body + 4, place.end);
  for (const header of ["tkhd", "mdhd"]) {
    const found = parts.get(header);
    if (!found) throw broken("one of its tracks has no header");
    forgetTimes(bytes, found);
  }
  return { box, handler: kind, codec, parts };
}

/** The first track of image that browsers know, and all sound. All other tracks go, as cameras write places into some. */
function choose(bytes: Uint8Array, tracks: readonly Track[]): { image: Track; sounds: Track[] } {
  const images = tracks.filter(({ handler }) => handler === "vide");
  const image = images.find(({ codec }) => IMAGES.includes(codec));
  if (!image) {
    const found = images.map(({ codec }) => `"${codec}"`).join(" and ");
    throw new VideoRefused("video_codec", found ? `its image is ${found}` : "it has no image");
  }
  const sounds = tracks.filter(({ handler }) => handler === "soun");
  const strange = sounds.find(({ codec }) => !SOUNDS.includes(codec));
  if (strange) throw new VideoRefused("video_codec", `its sound is "${strange.codec}"`);
  for (const track of tracks) if (track !== image && !sounds.includes(track)) blankBox(bytes, track.box);
  return { image, sounds };
}

/** Times of making and changing it: four bytes each, or eight. */
function forgetTimes(bytes: Uint8Array, { body, end }: Box): void {
  const length = bytes[body] === 1 ? 16 : 8;
  if (end - body < 4 + length + 8) throw broken("one of its headers breaks off");
  bytes.fill(0, body + 4, body + 4 + length);
}

function ticksPerSecond(bytes: Uint8Array, parts: ReadonlyMap<string, Box>): number {
  const header = parts.get("mdhd");
  if (!header) throw broken("one of its tracks has no header");
  const ticks = dataView(bytes).getUint32(header.body + (bytes[header.body] === 1 ? 20 : 12));
  if (ticks === 0) throw broken("one of its tracks has no time");
  return ticks;
}

/** Offsets within a description of images, from its start. */
const ENTRY = { size: 32, name: 50, nameLength: 32, boxes: 86 };

/** As it is shown: of a phone that was held upright it is turned. */
function sizeOf(bytes: Uint8Array, { parts }: Track): { width: number; height: number } {
  const view = dataView(bytes);
  const [header, description] = [parts.get("tkhd"), parts.get("stsd")];
  const [entry] = description ? boxesIn(bytes, description.body + 8, description.end) : [];
  if (!header || !entry || entry.end - entry.start < ENTRY.boxes)
    throw broken("its image has no description");
  bytes.fill(0, entry.start + ENTRY.name, entry.start + ENTRY.name + ENTRY.nameLength);
  keep(bytes, "image", entry.start + ENTRY.boxes, entry.end);
  const matrix = header.body + (bytes[header.body] === 1 ? 52 : 40);
  if (header.end < matrix + 44) throw broken("one of its headers breaks off");
  const shown = [view.getUint32(matrix + 36), view.getUint32(matrix + 40)].map((size) => size >>> 16);
  const coded = [view.getUint16(entry.start + ENTRY.size), view.getUint16(entry.start + ENTRY.size + 2)];
  const [width = 0, height = 0] = shown.every((size) => size > 0) ? shown : coded;
  const isTurned = view.getInt32(matrix) === 0 && view.getInt32(matrix + 4) !== 0;
  return isTurned ? { width: height, height: width } : { width, height };
}

/** Empties what none of the tracks uses. @returns the stretches that do not lie in the box */
function blankGaps(bytes: Uint8Array, { body, end }: Box, stretches: readonly Stretch[]): Stretch[] {
  const isInside = (one: Stretch) => one.start >= body && one.end <= end;
  let at = body;
  for (const { start, end: after } of stretches.filter(isInside).toSorted((a, b) => a.start - b.start)) {
    if (start > at) bytes.fill(0, at, start);
    at = Math.max(at, after);
  }
  bytes.fill(0, at, end);
  return stretches.filter((one) => !isInside(one));
}
