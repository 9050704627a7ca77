import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import PDFDocument from "pdfkit";

export type Paper = InstanceType<typeof PDFDocument>;

/** One document of a file: it begins on a new page, and its pages are counted by themselves. */
export type Print = {
  draw: (paper: Paper) => void;
  /** What stands at the foot of each page, on the left. */
  foot: string;
  page: (page: number, pages: number) => string;
};

/** Points of 1/72 inch, on A4. */
export const AREA = { left: 56, right: 539, top: 52, bottom: 776, width: 483 } as const;
const FOOT_Y = 792;

export const INK = "#1a1a1a";
export const QUIET = "#5a5a5a";
const LINE = "#c8c8c8";

const fonts = new Map<string, Buffer>();

/** Noto Sans with the letters of Latin, Greek and Cyrillic alphabets; any other letter shows as a box. */
function font(name: "regular" | "bold"): Buffer {
  const known =
    fonts.get(name) ?? readFileSync(join(process.cwd(), `lib/documents/fonts/noto-sans-${name}.ttf`));
  fonts.set(name, known);
  return known;
}

/** A PDF of one or more documents. @param about what programs show of the file */
export async function printPdf(
  prints: readonly Print[],
  about: { title: string; author: string; language: string },
): Promise<Buffer> {
  const { title, author, language } = about;
  const paper = new PDFDocument({
    size: "A4",
    // The area is kept by what draws. With a margin, text at the foot would begin a page of its own.
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: author, Creator: author, Producer: author },
  });
  const chunks: Buffer[] = [];
  paper.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    paper.on("end", resolve);
    paper.on("error", reject);
  });
  paper.registerFont("regular", font("regular"));
  paper.registerFont("bold", font("bold"));
  for (const print of prints) drawPrint(paper, print);
  paper.end();
  await ended;
  return Buffer.concat(chunks);
}

function drawPrint(paper: Paper, { draw, foot, page }: Print): void {
  const first = paper.bufferedPageRange().count;
  newPage(paper);
  draw(paper);
  const pages = paper.bufferedPageRange().count - first;
  for (let number = 1; number <= pages; number += 1) {
    paper.switchToPage(first + number - 1);
    const shown = page(number, pages);
    paper.font("regular").fontSize(8).fillColor(QUIET);
    const width = paper.widthOfString(shown) + 2;
    paper.text(shown, AREA.right - width, FOOT_Y, { width, align: "right", lineBreak: false });
    paper.text(foot, AREA.left, FOOT_Y, { width: AREA.width - width - 12, height: 34, lineGap: 1 });
  }
}

export function newPage(paper: Paper): void {
  paper.addPage();
  paper.x = AREA.left;
  paper.y = AREA.top;
}

/** Begins a new page where `height` no longer fits on this one. */
export function makeRoom(paper: Paper, height: number): void {
  if (paper.y + height > AREA.bottom) newPage(paper);
}

/** The next text's look. */
export function style(paper: Paper, size: number, { bold = false, colour = INK } = {}): Paper {
  return paper
    .font(bold ? "bold" : "regular")
    .fontSize(size)
    .fillColor(colour);
}

export function rule(paper: Paper, y: number, left: number = AREA.left): void {
  paper.moveTo(left, y).lineTo(AREA.right, y).lineWidth(0.5).strokeColor(LINE).stroke();
}

/** Line breaks become spaces, and what can't be printed is left out. */
export const printable = (text: string): string =>
  text.replaceAll(/\s+/gu, " ").replaceAll(/\p{C}/gu, "").trim();
