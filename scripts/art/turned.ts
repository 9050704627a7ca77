import { lit, shaded } from "./colour";
import type { Place } from "./scene";
import { n, type Point, type Sheet, through } from "./sheet";

/** `[height above the base, radius]`, from the top down. */
type Profile = readonly (readonly [height: number, radius: number])[];

type Glaze = {
  colour: string;
  /** The bare clay below the glaze, up to this height. */
  foot?: { colour: string; height: number };
  speckles?: number;
  /** 0 is matt. */
  gloss?: number;
  /** The colour of the inside, if it is visible. */
  inside?: string;
};

/** How much of a circle's depth is visible: the eye is a little above the table. */
const TILT = 0.17;

/** The outline of a turned form, with a round front edge below and, if open, a round rim. */
function outline({ x, y }: Place, profile: Profile, tilt = TILT): string {
  const right: Point[] = profile.map(([height, radius]) => [x + radius, y - height]);
  const left: Point[] = profile.map(([height, radius]): Point => [x - radius, y - height]).reverse();
  const [top, bottom] = [profile[0]?.[1] ?? 0, profile.at(-1)?.[1] ?? 0];
  const [startX, startY] = right[0] ?? [x, y];
  const [leftX, leftY] = left[0] ?? [x, y];
  const foot = `A${n(bottom)} ${n(bottom * tilt)} 0 0 1 ${n(leftX)} ${n(leftY)}`;
  const rim = `A${n(top)} ${n(top * tilt)} 0 0 1 ${n(startX)} ${n(startY)}`;
  return `M${n(startX)} ${n(startY)}${through(right)}${foot}${through(left)}${rim}Z`;
}

/** A form from the wheel or the lathe, lit from the left. */
export function turned(sheet: Sheet, place: Place, profile: Profile, glaze: Glaze): string {
  const { x, y } = place;
  const { colour, foot, speckles = 0, gloss = 0.35, inside } = glaze;
  const body = outline(place, profile);
  const clip = sheet.clip(body);
  const widest = Math.max(...profile.map(([, radius]) => radius));
  const height = profile[0]?.[0] ?? 0;
  const rim = profile[0]?.[1] ?? 0;
  const parts = [`<path d="${body}" fill="${roundness(sheet, colour)}"/>`];

  if (foot) {
    const edge = y - foot.height;
    const wave = `M${n(x - widest)} ${n(edge)}C${n(x - widest * 0.5)} ${n(edge + widest * 0.22)} ${n(x + widest * 0.4)} ${n(edge + widest * 0.2)} ${n(x + widest)} ${n(edge - widest * 0.03)}V${n(y + widest)}H${n(x - widest)}Z`;
    parts.push(`<g clip-path="${clip}"><path d="${wave}" fill="${roundness(sheet, foot.colour)}"/></g>`);
  }
  const fall = sheet.linear(
    [
      [0, "#fff6e6", 0.16],
      [0.4, "#fff6e6", 0],
      [0.62, "#2a1f1a", 0],
      [1, "#2a1f1a", 0.34],
    ],
    [0, 0, 0, 1],
  );
  parts.push(`<path d="${body}" fill="${fall}"/>`);
  if (speckles > 0) parts.push(dots(sheet, place, clip, { widest, height, count: speckles, colour }));
  if (gloss > 0) {
    const shine = sheet.radial([
      [0, "#fffaf0", gloss],
      [1, "#fffaf0", 0],
    ]);
    parts.push(
      `<g clip-path="${clip}"><ellipse cx="${n(x - widest * 0.46)}" cy="${n(y - height * 0.56)}" rx="${n(widest * 0.24)}" ry="${n(height * 0.46)}" fill="${shine}"/></g>`,
    );
  }
  if (inside && rim > 0) parts.push(mouth(sheet, { x, y: y - height }, rim, colour, inside));
  return parts.join("");
}

function roundness(sheet: Sheet, colour: string): string {
  return sheet.linear([
    [0, shaded(colour, 0.1)],
    [0.2, lit(colour, 0.26)],
    [0.46, colour],
    [0.82, shaded(colour, 0.36)],
    [0.95, shaded(colour, 0.4)],
    [1, shaded(colour, 0.28)],
  ]);
}

/** The rim and the visible inside. */
export function mouth(
  sheet: Sheet,
  { x, y }: Place,
  radius: number,
  colour: string,
  inside: string,
  tilt = TILT,
): string {
  const hollow = sheet.linear([
    [0, shaded(inside, 0.46)],
    [0.5, shaded(inside, 0.24)],
    [1, lit(inside, 0.12)],
  ]);
  const lip = sheet.linear([
    [0, lit(colour, 0.42)],
    [0.6, lit(colour, 0.1)],
    [1, shaded(colour, 0.12)],
  ]);
  const ry = radius * tilt;
  const wall = Math.max(3, radius * 0.045);
  return (
    `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(radius)}" ry="${n(ry)}" fill="${lip}"/>` +
    `<ellipse cx="${n(x)}" cy="${n(y + wall * 0.3)}" rx="${n(radius - wall)}" ry="${n(ry - wall * 0.62)}" fill="${hollow}"/>`
  );
}

type Speckled = { widest: number; height: number; count: number; colour: string };

function dots(sheet: Sheet, { x, y }: Place, clip: string, given: Speckled): string {
  const { widest, height, count, colour } = given;
  const marks = Array.from({ length: count }, () => {
    // Denser towards the edges, as on something round.
    const across = Math.sin(sheet.between(-1.45, 1.45)) * widest;
    const radius = sheet.between(0.7, 2.3);
    return `<circle cx="${n(x + across)}" cy="${n(y - sheet.random() * height)}" r="${n(radius)}"/>`;
  });
  return `<g clip-path="${clip}" fill="${shaded(colour, 0.62)}" opacity=".34">${marks.join("")}</g>`;
}
