import { blankElement, type Element, elementsIn, fraction, numberAt, wholeNumber } from "./ebml";
import { textAt } from "./mp4-boxes";
import type { ContainerFacts } from "./prepare-video";
import { broken, VideoRefused } from "./video-refusal";

const IMAGES = ["V_VP8", "V_VP9", "V_AV1"];
const SOUNDS = ["A_OPUS"];

const HEADER = 0x1a45dfa3;
const KIND = 0x4282;
const SEGMENT = 0x18538067;
const INFO = 0x1549a966;
const TRACKS = 0x1654ae6b;
const CLUSTER = 0x1f43b675;
const SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const PROGRAMS = [0x4d80, 0x5741];
const TRACK = 0xae;
const TRACK_NUMBER = 0xd7;
const TRACK_TYPE = 0x83;
const CODEC = 0x86;
const IMAGE = 0xe0;
const WIDTH = 0xb0;
const HEIGHT = 0xba;
const TIME = 0xe7;
const SIMPLE_BLOCK = 0xa3;
const GROUP = 0xa0;
const BLOCK = 0xa1;

/** What is needed to play it, by the element that it stands in. All else is emptied: tags, chapters, attached files, checksums of what was emptied. */
const KEPT: ReadonlyMap<number, readonly number[]> = new Map([
  [SEGMENT, [0x114d9b74, INFO, TRACKS, CLUSTER, 0x1c53bb6b]],
  [INFO, [SCALE, DURATION, ...PROGRAMS]],
  [TRACKS, [TRACK]],
  [
    TRACK,
    [
      TRACK_NUMBER,
      0x73c5,
      TRACK_TYPE,
      0xb9,
      0x88,
      0x9c,
      0x23e383,
      0x22b59c,
      CODEC,
      0x63a2,
      0x56aa,
      0x56bb,
    ].concat([IMAGE, 0xe1, 0x55ee]),
  ],
  [CLUSTER, [TIME, 0xa7, 0xab, SIMPLE_BLOCK, GROUP]],
]);

type Track = { element: Element; number: number; kind: number; codec: string; width: number; height: number };

/** Whether a file says of itself that it is a WebM. Matroska begins in the same way, and browsers don't play it. */
export function isWebm(bytes: Uint8Array): boolean {
  if (bytes.length < 8 || new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) !== HEADER) return false;
  const [header] = elementsIn(bytes, 0, bytes.length);
  if (!header) return false;
  const kind = [...elementsIn(bytes, header.body, header.end)].find(({ id }) => id === KIND);
  return kind !== undefined && textOf(bytes, kind) === "webm";
}

/** Checks a WebM, and takes out of `bytes` all that is not its image or its sound. @throws VideoRefused */
export function cleanWebm(bytes: Uint8Array): ContainerFacts {
  const [, ...top] = elementsIn(bytes, 0, bytes.length);
  const segments = top.filter(({ id }) => id === SEGMENT);
  const [segment] = segments;
  if (!segment) throw broken("it holds nothing, mostly as it breaks off");
  if (segments.length > 1) throw broken("it is several films in one");
  for (const element of top) if (element !== segment) blankElement(bytes, element);
  const parts = keep(bytes, segment);
  const info = parts.find(({ id }) => id === INFO);
  const list = parts.filter(({ id }) => id === TRACKS).flatMap((one) => keep(bytes, one));
  if (!info || list.length === 0) throw broken("it does not say what it holds");
  const { image, sounds } = choose(
    bytes,
    list.map((element) => readTrack(bytes, element)),
  );
  const { scale, duration } = readInfo(bytes, info);
  const numbers = new Set([image, ...sounds].map(({ number }) => number));
  let last = duration;
  let pieces = 0;
  for (const cluster of parts.filter(({ id }) => id === CLUSTER)) {
    const read = readCluster(bytes, cluster, numbers);
    last = Math.max(last, read.last);
    pieces += read.pieces;
  }
  if (pieces === 0) throw broken("it breaks off before its image begins");
  const { width, height } = image;
  return { width, height, seconds: (last * scale) / 1e9 };
}

function keep(bytes: Uint8Array, within: Element): Element[] {
  const elements = [...elementsIn(bytes, within.body, within.end)];
  const kept = elements.filter(({ id }) => KEPT.get(within.id)?.includes(id));
  for (const element of elements) if (!kept.includes(element)) blankElement(bytes, element);
  return kept;
}

const textOf = (bytes: Uint8Array, { body, end }: Element): string =>
  textAt(bytes, body, end - body).replace(/\0+$/, "");

/** In ticks, of which each has `scale` nanoseconds. */
function readInfo(bytes: Uint8Array, info: Element): { scale: number; duration: number } {
  const parts = keep(bytes, info);
  for (const { id, body, end } of parts) if (PROGRAMS.includes(id)) bytes.fill(0, body, end);
  const [scale, duration] = [SCALE, DURATION].map((wanted) => parts.find(({ id }) => id === wanted));
  const ticks = duration ? fraction(bytes, duration) : Number.NaN;
  if (!(ticks > 0)) throw broken("it does not say how long it is, as a recording that was not finished");
  return { scale: scale ? wholeNumber(bytes, scale) : 1e6, duration: ticks };
}

function readTrack(bytes: Uint8Array, element: Element): Track {
  const parts = keep(bytes, element);
  const part = (wanted: number) => parts.find(({ id }) => id === wanted);
  const number = (of: Element | undefined) => (of ? wholeNumber(bytes, of) : 0);
  const [image, codec] = [part(IMAGE), part(CODEC)];
  const sizes = image ? [...elementsIn(bytes, image.body, image.end)] : [];
  return {
    element,
    number: number(part(TRACK_NUMBER)),
    kind: number(part(TRACK_TYPE)),
    codec: codec ? textOf(bytes, codec) : "",
    width: number(sizes.find(({ id }) => id === WIDTH)),
    height: number(sizes.find(({ id }) => id === HEIGHT)),
  };
}

/** The first track of image that browsers know, and all sound. All other tracks go. */
function choose(bytes: Uint8Array, tracks: readonly Track[]): { image: Track; sounds: Track[] } {
  const images = tracks.filter(({ kind }) => kind === 1);
  const image = images.find(({ codec }) => IMAGES.includes(codec));
  if (!image) {
    const found = images.map(({ codec }) => `"${codec}"`).join(" and ");
    throw new VideoRefused("video_codec", found ? `its image is ${found}` : "it has no image");
  }
  const sounds = tracks.filter(({ kind }) => kind === 2);
  const strange = sounds.find(({ codec }) => !SOUNDS.includes(codec));
  if (strange) throw new VideoRefused("video_codec", `its sound is "${strange.codec}"`);
  for (const track of tracks)
    if (track !== image && !sounds.includes(track)) blankElement(bytes, track.element);
  return { image, sounds };
}

/** Empties what belongs to none of the tracks. @returns the time of the last piece, in ticks */
function readCluster(bytes: Uint8Array, cluster: Element, tracks: ReadonlySet<number>) {
  let begins = 0;
  let last = 0;
  let pieces = 0;
  for (const element of keep(bytes, cluster)) {
    if (element.id === TIME) begins = wholeNumber(bytes, element);
    if (element.id !== SIMPLE_BLOCK && element.id !== GROUP) continue;
    const inner = element.id === GROUP ? [...elementsIn(bytes, element.body, element.end)] : [element];
    const block = inner.find(({ id }) => id === SIMPLE_BLOCK || id === BLOCK);
    const track = block && numberAt(bytes, block.body, block.end, 8, false);
    if (!track || !tracks.has(track.value) || block.end - block.body < track.length + 3) {
      blankElement(bytes, element);
      continue;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset + block.body + track.length);
    last = Math.max(last, begins + view.getInt16(0));
    pieces += 1;
  }
  return { last, pieces };
}
