import { lit, shaded } from "./colour";
import type { Place } from "./scene";
import { n, type Sheet } from "./sheet";

const GREEN = "#75835c";

function leaf(sheet: Sheet, { x, y }: Place, angle: number, length: number, colour: string): string {
  const width = length * sheet.between(0.2, 0.27);
  const fill = sheet.linear(
    [
      [0, lit(colour, 0.28)],
      [1, shaded(colour, 0.3)],
    ],
    [0, 0, 1, 1],
  );
  return `<path transform="translate(${n(x)} ${n(y)}) rotate(${n(angle)})" d="M0 0C${n(length * 0.25)} ${n(-width)} ${n(length * 0.75)} ${n(-width)} ${n(length)} 0C${n(length * 0.7)} ${n(width * 0.8)} ${n(length * 0.3)} ${n(width * 0.8)} 0 0Z" fill="${fill}"/>`;
}

/** A branch that leans: `lean` is how far the tip is to the side of its foot. */
export function branch(sheet: Sheet, from: Place, lean: number, height: number, pairs: number): string {
  const at = (t: number): Place => ({
    x: from.x + lean * t * t,
    y: from.y - height * t + Math.abs(lean) * 0.12 * t * t,
  });
  const tip = at(1);
  const bend = at(0.5);
  const stem = `<path d="M${n(from.x)} ${n(from.y)}Q${n(bend.x - lean * 0.12)} ${n(bend.y)} ${n(tip.x)} ${n(tip.y)}" fill="none" stroke="${shaded(GREEN, 0.4)}" stroke-width="4" stroke-linecap="round"/>`;
  const leaves = Array.from({ length: pairs }, (_, index) => {
    const t = 0.3 + (0.7 * index) / (pairs - 0.4);
    const place = at(t);
    const length = height * 0.2 * (1.25 - t * 0.55);
    const along = (Math.atan2(-height, 2 * lean * t) * 180) / Math.PI;
    return [-1, 1]
      .map((side) => leaf(sheet, place, along + side * sheet.between(38, 62), length, GREEN))
      .join("");
  });
  return (
    stem +
    leaves.join("") +
    leaf(sheet, tip, (Math.atan2(-height, 2 * lean) * 180) / Math.PI, height * 0.14, GREEN)
  );
}

/** One stem with a round seed head. */
export function seedHead(sheet: Sheet, from: Place, lean: number, height: number, colour: string): string {
  const [x, y] = [from.x + lean, from.y - height];
  const spokes = Array.from({ length: 34 }, (_, index) => {
    const angle = (index / 34) * Math.PI * 2 + sheet.between(-0.08, 0.08);
    const length = sheet.between(34, 52);
    const [tipX, tipY] = [x + Math.cos(angle) * length, y + Math.sin(angle) * length];
    return `<path d="M${n(x)} ${n(y)}L${n(tipX)} ${n(tipY)}" stroke="${colour}" stroke-width="1.6"/><circle cx="${n(tipX)}" cy="${n(tipY)}" r="${n(sheet.between(3, 5.5))}" fill="${lit(colour, sheet.between(0, 0.35))}"/>`;
  });
  return `<path d="M${n(from.x)} ${n(from.y)}Q${n(from.x)} ${n(from.y - height * 0.6)} ${n(x)} ${n(y)}" fill="none" stroke="${shaded(GREEN, 0.3)}" stroke-width="4"/>${spokes.join("")}`;
}
