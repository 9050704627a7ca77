import { lit, mix, shaded } from "./colour";
import { type Place, shadow } from "./scene";
import { n, type Sheet } from "./sheet";
import { turned } from "./turned";

const GLOW = "#ffdf9f";

function glow(sheet: Sheet, { x, y }: Place, radius: number, strength: number): string {
  const paint = sheet.radial([
    [0, GLOW, strength],
    [0.45, GLOW, strength * 0.4],
    [1, GLOW, 0],
  ]);
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(radius)}" fill="${paint}"/>`;
}

export function lamp(sheet: Sheet, place: Place, colour: string, scale = 1): string {
  const s = (value: number) => value * scale;
  const { x, y } = place;
  const [low, high] = [y - s(286), y - s(560)];
  const cloth = "#efe3cb";
  const shade = `M${n(x - s(128))} ${n(high)}A${n(s(128))} ${n(s(17))} 0 0 1 ${n(x + s(128))} ${n(high)}L${n(x + s(212))} ${n(low)}A${n(s(212))} ${n(s(34))} 0 0 1 ${n(x - s(212))} ${n(low)}Z`;
  const across = sheet.linear([
    [0, shaded(cloth, 0.16)],
    [0.28, lit(cloth, 0.4)],
    [0.6, cloth],
    [1, shaded(cloth, 0.28)],
  ]);
  const within = sheet.radial(
    [
      [0, "#ffe6ac", 0.95],
      [0.6, "#ffd68a", 0.35],
      [1, "#ffd68a", 0],
    ],
    [0.48, 0.72, 0.62],
  );
  const pool = sheet.radial([
    [0, "#ffe2a6", 0.6],
    [1, "#ffe2a6", 0],
  ]);
  const ribs = Array.from({ length: 26 }, (_, index) => {
    const t = (index + 0.5) / 26;
    const a = Math.cos(Math.PI * (1 - t));
    return `M${n(x + s(128) * a)} ${n(high + s(6))}L${n(x + s(212) * a)} ${n(low + s(33) * Math.sqrt(1 - a * a))}`;
  });
  return (
    glow(sheet, { x, y: y - s(380) }, s(470), 0.5) +
    `<ellipse cx="${n(x)}" cy="${n(y + s(6))}" rx="${n(s(360))}" ry="${n(s(72))}" fill="${pool}"/>` +
    shadow(sheet, place, s(128), 0.5) +
    `<path d="M${n(x)} ${n(y - s(300))}V${n(y - s(220))}" stroke="#8c6f43" stroke-width="${n(s(20))}"/>` +
    turned(
      sheet,
      place,
      [
        [s(246), s(22)],
        [s(222), s(30)],
        [s(170), s(96)],
        [s(96), s(140)],
        [s(30), s(122)],
        [s(0), s(98)],
      ],
      { colour, foot: { colour: "#b58d6b", height: s(40) }, speckles: 70, gloss: 0.34 },
    ) +
    `<path d="${shade}" fill="${across}"/><path d="${shade}" fill="${within}"/><path d="${ribs.join("")}" stroke="#8a7048" stroke-width="1.200" opacity=".22"/>` +
    `<path d="M${n(x - s(212))} ${n(low)}A${n(s(212))} ${n(s(34))} 0 0 0 ${n(x + s(212))} ${n(low)}" fill="none" stroke="#fff2cf" stroke-width="3" opacity=".8"/>`
  );
}

export function lantern(sheet: Sheet, { x }: Place, y = 400): string {
  const [rx, ry] = [236, 216];
  const paint = sheet.radial(
    [
      [0, "#fffaf0"],
      [0.4, "#fbeccb"],
      [0.8, "#ecd2a0"],
      [1, "#c9a676"],
    ],
    [0.44, 0.5, 0.6],
  );
  const ribs = Array.from({ length: 15 }, (_, index) => {
    const t = (index + 1) / 16;
    const dy = -ry + 2 * ry * t;
    const half = rx * Math.sqrt(1 - (dy / ry) ** 2);
    return `M${n(x - half)} ${n(y + dy)}q${n(half)} ${n(20 * (dy / ry + 0.25))} ${n(half * 2)} ${n(sheet.between(-2.5, 2.5))}`;
  });
  const pool = sheet.radial([
    [0, "#ffe2a6", 0.7],
    [1, "#ffe2a6", 0],
  ]);
  return (
    glow(sheet, { x, y }, 460, 0.62) +
    `<ellipse cx="${x}" cy="820" rx="330" ry="70" fill="${pool}"/>` +
    `<path d="M${x} 0V${y - ry + 4}" stroke="#4a4038" stroke-width="4"/>` +
    `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${paint}"/><path d="${ribs.join("")}" fill="none" stroke="#a27f4f" stroke-width="1.800" opacity=".5"/>` +
    `<ellipse cx="${x}" cy="${y - ry + 7}" rx="58" ry="9" fill="#6d583c"/><ellipse cx="${x}" cy="${y + ry - 5}" rx="58" ry="9" fill="#fff1cc"/>`
  );
}

export function pendant(sheet: Sheet, { x }: Place, colour: string, scale = 1, y = 520): string {
  const s = (value: number) => value * scale;
  const rim = s(272);
  const high = y - s(236);
  const dome = `M${n(x - rim)} ${n(y)}C${n(x - s(262))} ${n(y - s(130))} ${n(x - s(140))} ${n(high)} ${n(x - s(34))} ${n(high)}H${n(x + s(34))}C${n(x + s(140))} ${n(high)} ${n(x + s(262))} ${n(y - s(130))} ${n(x + rim)} ${n(y)}A${n(rim)} ${n(s(40))} 0 0 1 ${n(x - rim)} ${n(y)}Z`;
  const metal = sheet.linear([
    [0, shaded(colour, 0.2)],
    [0.24, lit(colour, 0.4)],
    [0.42, colour],
    [0.8, shaded(colour, 0.42)],
    [1, shaded(colour, 0.3)],
  ]);
  const fall = sheet.linear(
    [
      [0, "#fff6e6", 0.2],
      [0.5, "#fff6e6", 0],
      [1, "#2a1f1a", 0.26],
    ],
    [0, 0, 0, 1],
  );
  const inner = sheet.radial(
    [
      [0, "#fff6dd"],
      [0.5, "#ffe4ac"],
      [1, mix("#d8b67c", colour, 0.3)],
    ],
    [0.5, 0.4, 0.6],
  );
  const cone = sheet.linear(
    [
      [0, GLOW, 0.5],
      [1, GLOW, 0],
    ],
    [0, 0, 0, 1],
  );
  const pool = sheet.radial([
    [0, "#ffe2a6", 0.75],
    [1, "#ffe2a6", 0],
  ]);
  return (
    `<path d="M${n(x - rim)} ${n(y)}L${n(x - s(390))} 840H${n(x + s(390))}L${n(x + rim)} ${n(y)}Z" fill="${cone}" filter="${sheet.blur(26)}"/>` +
    `<ellipse cx="${n(x)}" cy="836" rx="${n(s(340))}" ry="${n(s(70))}" fill="${pool}"/>` +
    `<path d="M${n(x)} 0V${n(high - s(40))}" stroke="#3f3732" stroke-width="4.500"/>` +
    `<path d="M${n(x - s(22))} ${n(high + 4)}V${n(high - s(44))}q${n(s(22))} ${n(-s(16))} ${n(s(44))} 0V${n(high + 4)}Z" fill="${metal}"/>` +
    `<path d="${dome}" fill="${metal}"/><path d="${dome}" fill="${fall}"/>` +
    `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rim)}" ry="${n(s(40))}" fill="${lit(colour, 0.3)}"/><ellipse cx="${n(x)}" cy="${n(y + 2)}" rx="${n(rim - 6)}" ry="${n(s(36))}" fill="${inner}"/><ellipse cx="${n(x)}" cy="${n(y + s(4))}" rx="${n(s(56))}" ry="${n(s(20))}" fill="#fffdf2"/>`
  );
}

function flame(sheet: Sheet, { x, y }: Place): string {
  const fire = sheet.radial(
    [
      [0, "#fffbe8"],
      [0.5, "#ffd978"],
      [1, "#f0a244"],
    ],
    [0.5, 0.7, 0.6],
  );
  return `${glow(sheet, { x, y: y - 30 }, 190, 0.75)}<path d="M${n(x)} ${n(y)}v-14" stroke="#3a2d24" stroke-width="3"/><path d="M${n(x)} ${n(y - 74)}c22 30 22 44 17 54c-6 14 -28 14 -34 0c-5 -10 -5 -24 17 -54Z" fill="${fire}"/>`;
}

function taper(sheet: Sheet, { x, y }: Place, height: number, colour: string, alight = true): string {
  const body = `M${n(x - 25)} ${n(y)}L${n(x - 19)} ${n(y - height)}Q${n(x)} ${n(y - height - 13)} ${n(x + 19)} ${n(y - height)}L${n(x + 25)} ${n(y)}A25 7 0 0 1 ${n(x - 25)} ${n(y)}Z`;
  const wax = sheet.linear([
    [0, shaded(colour, 0.12)],
    [0.28, lit(colour, 0.36)],
    [0.56, colour],
    [1, shaded(colour, 0.42)],
  ]);
  const warm = sheet.linear(
    [
      [0, "#fff0c0", 0.7],
      [0.3, "#fff0c0", 0],
    ],
    [0, 0, 0, 1],
  );
  return `<path d="${body}" fill="${wax}"/><path d="${body}" fill="${warm}"/>${alight ? flame(sheet, { x, y: y - height - 6 }) : ""}`;
}

export function candles(sheet: Sheet, { x, y }: Place, colour: string): string {
  const base = (dx: number) =>
    turned(
      sheet,
      { x: x + dx, y },
      [
        [58, 34],
        [40, 42],
        [20, 70],
        [0, 78],
      ],
      { colour: "#d9d2c4", speckles: 30, gloss: 0.25 },
    );
  return (
    shadow(sheet, { x: x - 92, y }, 78, 1.2) +
    shadow(sheet, { x: x + 92, y: y + 12 }, 78, 1.2) +
    taper(sheet, { x: x - 92, y: y - 52 }, 420, colour) +
    base(-92) +
    `<g transform="translate(0 12)">${taper(sheet, { x: x + 92, y: y - 52 }, 340, colour)}${base(92)}</g>`
  );
}

export function holder(sheet: Sheet, place: Place, colour: string): string {
  const { x, y } = place;
  const ring = `<ellipse cx="${x + 236}" cy="${y - 44}" rx="52" ry="40" fill="none" stroke="${shaded(colour, 0.3)}" stroke-width="20"/><ellipse cx="${x + 234}" cy="${y - 47}" rx="52" ry="40" fill="none" stroke="${lit(colour, 0.16)}" stroke-width="8"/>`;
  const dish = sheet.linear([
    [0, shaded(colour, 0.32)],
    [0.5, colour],
    [1, lit(colour, 0.3)],
  ]);
  return (
    shadow(sheet, place, 190, 0.7) +
    ring +
    turned(
      sheet,
      place,
      [
        [74, 206],
        [50, 200],
        [18, 160],
        [0, 132],
      ],
      { colour, gloss: 0.5 },
    ) +
    `<ellipse cx="${x}" cy="${y - 74}" rx="206" ry="40" fill="${lit(colour, 0.46)}"/><ellipse cx="${x}" cy="${y - 71}" rx="197" ry="35" fill="${dish}"/>` +
    taper(sheet, { x, y: y - 128 }, 250, "#e8dcc2") +
    turned(
      sheet,
      { x, y: y - 62 },
      [
        [74, 40],
        [40, 36],
        [0, 46],
      ],
      { colour, gloss: 0.5 },
    )
  );
}
