import "server-only";
import { AREA, INK, makeRoom, newPage, type Paper, printable, QUIET, rule, style } from "./paper.server";

export type Column = {
  title: string;
  width: number;
  align: "left" | "right";
  /** A box for a pen, in place of a text. */
  box?: true;
};

const SIZE = 9;
const GAP = 10;
const ROOM = 5;

/** A table over the whole width. A row is never split; the head stands again on each page. */
export function drawTable(
  paper: Paper,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): void {
  drawHead(paper, columns);
  for (const row of rows) {
    const height = heightOf(paper, columns, row);
    if (paper.y + height > AREA.bottom) {
      newPage(paper);
      drawHead(paper, columns);
    }
    drawRow(paper, columns, row, height);
  }
}

function drawHead(paper: Paper, columns: readonly Column[]): void {
  const titles = columns.map(({ title }) => title);
  style(paper, SIZE, { bold: true, colour: QUIET });
  drawCells(paper, columns, titles);
  paper.y += SIZE + 7;
  rule(paper, paper.y);
}

function heightOf(paper: Paper, columns: readonly Column[], row: readonly string[]): number {
  style(paper, SIZE);
  const heights = columns.map(({ width }, index) =>
    paper.heightOfString(printable(row[index] ?? ""), { width: width - GAP }),
  );
  return Math.max(SIZE, ...heights) + 2 * ROOM;
}

function drawRow(paper: Paper, columns: readonly Column[], row: readonly string[], height: number): void {
  const top = paper.y;
  style(paper, SIZE, { colour: INK });
  paper.y = top + ROOM;
  drawCells(paper, columns, row);
  drawBoxes(paper, columns);
  paper.y = top + height;
  rule(paper, paper.y);
}

function drawCells(paper: Paper, columns: readonly Column[], cells: readonly string[]): void {
  const top = paper.y;
  let left: number = AREA.left;
  for (const [index, { width, align }] of columns.entries()) {
    const isRight = align === "right";
    paper.text(printable(cells[index] ?? ""), isRight ? left + GAP : left, top, {
      width: width - GAP,
      align,
    });
    left += width;
  }
  paper.y = top;
}

function drawBoxes(paper: Paper, columns: readonly Column[]): void {
  let left: number = AREA.left;
  for (const { width, box } of columns) {
    if (box)
      paper
        .rect(left, paper.y + 1, SIZE, SIZE)
        .lineWidth(0.7)
        .strokeColor(INK)
        .stroke();
    left += width;
  }
}

export type Sum = { label: string; amount: string; strong?: boolean };

const SUMS_LEFT = AREA.left + 220;
const AMOUNT_WIDTH = 110;

/** Labels and amounts under the last column, kept together. */
export function drawSums(paper: Paper, sums: readonly Sum[]): void {
  const labelWidth = AREA.right - SUMS_LEFT - AMOUNT_WIDTH - GAP;
  const heights = sums.map(({ label, strong }) =>
    style(paper, strong ? 11 : SIZE, { bold: strong === true }).heightOfString(printable(label), {
      width: labelWidth,
    }),
  );
  makeRoom(paper, heights.reduce((sum, height) => sum + height + 5, 0) + GAP);
  paper.y += GAP;
  for (const [index, { label, amount, strong = false }] of sums.entries()) {
    const top = paper.y;
    if (strong) rule(paper, top, SUMS_LEFT);
    const line = strong ? top + 4 : top;
    style(paper, strong ? 11 : SIZE, { bold: strong });
    paper.text(printable(label), SUMS_LEFT, line, { width: labelWidth });
    paper.text(amount, AREA.right - AMOUNT_WIDTH, line, { width: AMOUNT_WIDTH, align: "right" });
    paper.y = line + (heights[index] ?? SIZE) + 5;
  }
}
