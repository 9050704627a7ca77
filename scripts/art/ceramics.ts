import { lit, shaded } from "./colour";
import { branch, seedHead } from "./plants";
import { type Place, shadow } from "./scene";
import { n, type Sheet } from "./sheet";
import { mouth, turned } from "./turned";

const CLAY = "#b58d6b";
const FOOT = (height: number) => ({ colour: CLAY, height });

export function mug(sheet: Sheet, place: Place, colour: string, scale = 1): string {
  const s = (value: number) => value * scale;
  const { x, y } = place;
  const path = `M${n(x + s(132))} ${n(y - s(248))}C${n(x + s(236))} ${n(y - s(262))} ${n(x + s(246))} ${n(y - s(86))} ${n(x + s(126))} ${n(y - s(84))}`;
  const handle = (dx: number, width: number, paint: string) =>
    `<path transform="translate(${n(dx)} 0)" d="${path}" fill="none" stroke="${paint}" stroke-width="${n(s(width))}" stroke-linecap="round"/>`;
  return (
    shadow(sheet, place, s(140), 0.9) +
    handle(0, 34, shaded(colour, 0.34)) +
    handle(s(-4), 22, shaded(colour, 0.1)) +
    handle(s(-8), 7, lit(colour, 0.3)) +
    turned(
      sheet,
      place,
      [
        [s(310), s(146)],
        [s(270), s(147)],
        [s(140), s(148)],
        [s(40), s(138)],
        [s(0), s(112)],
      ],
      { colour, foot: FOOT(s(58)), speckles: 90, gloss: 0.3, inside: lit(colour, 0.2) },
    ) +
    `<ellipse cx="${n(x + s(4))}" cy="${n(y - s(300))}" rx="${n(s(122))}" ry="${n(s(13))}" fill="#3d2519"/>`
  );
}

export function plates(sheet: Sheet, place: Place, colour: string, scale = 1): string {
  const s = (value: number) => value * scale;
  const { x, y } = place;
  const plate = (lift: number, dx: number) => {
    const at = { x: x + s(dx), y: y - s(lift) };
    const top = { x: at.x, y: at.y - s(46) };
    const well = sheet.radial(
      [
        [0, lit(colour, 0.2)],
        [0.7, colour],
        [1, shaded(colour, 0.2)],
      ],
      [0.4, 0.4, 0.7],
    );
    return (
      turned(
        sheet,
        at,
        [
          [s(46), s(284)],
          [s(34), s(276)],
          [s(14), s(200)],
          [s(0), s(150)],
        ],
        { colour, gloss: 0 },
      ) +
      `<ellipse cx="${n(top.x)}" cy="${n(top.y)}" rx="${n(s(284))}" ry="${n(s(84))}" fill="${CLAY}"/>` +
      `<ellipse cx="${n(top.x)}" cy="${n(top.y)}" rx="${n(s(279))}" ry="${n(s(81))}" fill="${sheet.linear([
        [0, lit(colour, 0.3)],
        [0.5, colour],
        [1, shaded(colour, 0.2)],
      ])}"/>` +
      `<ellipse cx="${n(top.x)}" cy="${n(top.y + s(7))}" rx="${n(s(206))}" ry="${n(s(56))}" fill="${shaded(colour, 0.26)}" opacity=".55"/>` +
      `<ellipse cx="${n(top.x + s(2))}" cy="${n(top.y + s(10))}" rx="${n(s(204))}" ry="${n(s(54))}" fill="${well}"/>`
    );
  };
  return shadow(sheet, { x, y: y - s(4) }, s(220), 0.7) + plate(0, 0) + plate(42, 4) + plate(84, -3);
}

export function jug(sheet: Sheet, place: Place, colour: string, scale = 1, leaves = true): string {
  const s = (value: number) => value * scale;
  const { x, y } = place;
  const rim = y - s(430);
  const handle = `M${n(x + s(84))} ${n(y - s(392))}C${n(x + s(226))} ${n(y - s(420))} ${n(x + s(232))} ${n(y - s(180))} ${n(x + s(142))} ${n(y - s(150))}`;
  const stroke = (width: number, paint: string, dx = 0) =>
    `<path transform="translate(${n(dx)} 0)" d="${handle}" fill="none" stroke="${paint}" stroke-width="${n(s(width))}" stroke-linecap="round"/>`;
  const spout = `M${n(x - s(70))} ${n(rim + s(56))}C${n(x - s(96))} ${n(rim + s(30))} ${n(x - s(124))} ${n(rim - s(4))} ${n(x - s(134))} ${n(rim - s(14))}C${n(x - s(100))} ${n(rim - s(22))} ${n(x - s(60))} ${n(rim - s(16))} ${n(x - s(40))} ${n(rim - s(12))}Z`;
  return (
    shadow(sheet, place, s(150), 1.2) +
    stroke(32, shaded(colour, 0.36)) +
    stroke(20, shaded(colour, 0.12), s(-4)) +
    stroke(6, lit(colour, 0.28), s(-8)) +
    `<path d="${spout}" fill="${lit(colour, 0.18)}"/>` +
    turned(
      sheet,
      place,
      [
        [s(430), s(92)],
        [s(392), s(84)],
        [s(320), s(88)],
        [s(210), s(148)],
        [s(100), s(168)],
        [s(28), s(142)],
        [s(0), s(116)],
      ],
      { colour, foot: FOOT(s(64)), speckles: 110, gloss: 0.32, inside: shaded(colour, 0.1) },
    ) +
    (leaves
      ? branch(sheet, { x: x - s(6), y: rim + s(9) }, s(-130), s(350), 6) +
        branch(sheet, { x: x + s(24), y: rim + s(9) }, s(150), s(290), 5)
      : "")
  );
}

export function vase(sheet: Sheet, place: Place, colour: string, scale = 1): string {
  const s = (value: number) => value * scale;
  const neck = { x: place.x, y: place.y - s(356) };
  return (
    shadow(sheet, place, s(140), 1.1) +
    seedHead(sheet, neck, s(-46), s(250), "#b98d4a") +
    turned(
      sheet,
      place,
      [
        [s(370), s(40)],
        [s(352), s(32)],
        [s(300), s(32)],
        [s(240), s(94)],
        [s(140), s(168)],
        [s(56), s(156)],
        [s(8), s(100)],
        [s(0), s(88)],
      ],
      { colour, foot: FOOT(s(48)), speckles: 100, gloss: 0.34, inside: shaded(colour, 0.3) },
    )
  );
}

export function bowl(sheet: Sheet, place: Place, colour: string, scale = 1, fruit = true): string {
  const s = (value: number) => value * scale;
  const { x, y } = place;
  const rim = { x, y: y - s(212) };
  const radius = s(268);
  const tilt = 0.24;
  const ball = (dx: number, dy: number, r: number, hue: string) =>
    `<circle cx="${n(x + s(dx))}" cy="${n(rim.y + s(dy))}" r="${n(s(r))}" fill="${sheet.radial(
      [
        [0, lit(hue, 0.5)],
        [0.5, hue],
        [1, shaded(hue, 0.45)],
      ],
      [0.36, 0.32, 0.72],
    )}"/>`;
  const front = sheet.clip(
    `M${n(x - radius)} ${n(rim.y - s(300))}H${n(x + radius)}V${n(rim.y)}A${n(radius)} ${n(radius * tilt)} 0 0 1 ${n(x - radius)} ${n(rim.y)}Z`,
  );
  return (
    shadow(sheet, place, s(190), 1) +
    turned(
      sheet,
      place,
      [
        [s(212), radius],
        [s(150), s(250)],
        [s(70), s(186)],
        [s(22), s(116)],
        [s(0), s(104)],
      ],
      { colour, foot: FOOT(s(52)), speckles: 110, gloss: 0.22 },
    ) +
    mouth(sheet, rim, radius, colour, lit(colour, 0.16), tilt) +
    (fruit
      ? `<g clip-path="${front}">${ball(-84, -16, 88, "#c9a24a")}${ball(92, -8, 84, "#b9764d")}${ball(4, 10, 92, "#d2b05a")}<path d="M${n(x + s(2))} ${n(rim.y - s(76))}c4 -18 14 -26 26 -30" fill="none" stroke="#5a4a33" stroke-width="6" stroke-linecap="round"/></g>`
      : "")
  );
}
