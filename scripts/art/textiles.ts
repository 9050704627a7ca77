import { lit, mix, shaded } from "./colour";
import { type Place, shadow } from "./scene";
import { n, type Sheet } from "./sheet";

type Fold = { width: number; height: number; colour: string };

/** Folded cloth from the front: a soft bar, rounder at the left. */
function layer(sheet: Sheet, { x, y }: Place, { width, height, colour }: Fold): string {
  const [l, r, t] = [x - width / 2, x + width / 2, y - height];
  const sag = sheet.between(-3, 3);
  const fill = sheet.linear(
    [
      [0, lit(colour, 0.34)],
      [0.36, lit(colour, 0.08)],
      [1, shaded(colour, 0.34)],
    ],
    [0, 0, 0, 1],
  );
  const side = sheet.linear([
    [0, "#2a1f1a", 0.2],
    [0.07, "#fff6e6", 0.12],
    [0.5, "#2a1f1a", 0],
    [1, "#2a1f1a", 0.26],
  ]);
  const path = `M${n(l + height * 0.5)} ${n(t)}C${n(x - width * 0.2)} ${n(t + sag)} ${n(x + width * 0.2)} ${n(t - sag)} ${n(r - 8)} ${n(t + 2)}Q${n(r + 3)} ${n(t + height * 0.5)} ${n(r - 6)} ${n(y)}C${n(x + width * 0.2)} ${n(y + sag)} ${n(x - width * 0.2)} ${n(y + 2)} ${n(l + height * 0.5)} ${n(y)}C${n(l - height * 0.18)} ${n(y)} ${n(l - height * 0.18)} ${n(t)} ${n(l + height * 0.5)} ${n(t)}Z`;
  return `<path d="${path}" fill="${fill}"/><path d="${path}" fill="${side}"/>`;
}

function top(sheet: Sheet, { x, y }: Place, width: number, depth: number, colour: string): string {
  const fill = sheet.linear(
    [
      [0, lit(colour, 0.38)],
      [1, lit(colour, 0.04)],
    ],
    [0, 0, 0.9, 1],
  );
  const inset = depth * 0.5;
  return `<path d="M${n(x - width / 2 + 16)} ${n(y + 6)}C${n(x - width / 2 + 4)} ${n(y - depth * 0.2)} ${n(x - width / 2 + inset)} ${n(y - depth)} ${n(x - width / 2 + inset + 24)} ${n(y - depth)}H${n(x + width / 2 - inset)}C${n(x + width / 2 - 8)} ${n(y - depth * 0.6)} ${n(x + width / 2)} ${n(y - 4)} ${n(x + width / 2 - 6)} ${n(y + 6)}Z" fill="${fill}"/>`;
}

export function blanket(sheet: Sheet, place: Place, colour: string, scale = 1): string {
  const { x, y } = place;
  const w = 500 * scale;
  const h = 66 * scale;
  const stripe = mix(colour, "#f3ead9", 0.72);
  const parts = [shadow(sheet, { x: x + 10, y }, w * 0.5, 0.3)];
  for (const index of [0, 1, 2, 3]) {
    const at = { x: x + sheet.between(-6, 6), y: y - index * h * 0.94 };
    parts.push(
      layer(sheet, at, { width: w - index * 7, height: h, colour: shaded(colour, 0.05 * (3 - index)) }),
    );
  }
  const crown = y - 3.76 * h - 2;
  parts.push(top(sheet, { x, y: crown }, w - 22, 78 * scale, colour));
  // The free end hangs over the front.
  const [left, right, low] = [x - 60 * scale, x + 170 * scale, y - 40 * scale];
  const hang = `M${n(left + 44)} ${n(crown - 74 * scale)}H${n(right + 14)}C${n(right + 18)} ${n(crown - 20)} ${n(right + 2)} ${n(crown)} ${n(right)} ${n(crown + 30)}V${n(low)}H${n(left)}V${n(crown + 30)}C${n(left)} ${n(crown)} ${n(left + 30)} ${n(crown - 30)} ${n(left + 44)} ${n(crown - 74 * scale)}Z`;
  const face = sheet.linear(
    [
      [0, lit(colour, 0.42)],
      [0.3, lit(colour, 0.2)],
      [1, shaded(colour, 0.08)],
    ],
    [0, 0, 0.2, 1],
  );
  const clip = sheet.clip(hang);
  const soft = sheet.blur(10);
  const bands = [0.42, 0.5, 0.72].map((at, index) => {
    const top = crown + (low - crown) * at;
    return `<rect x="${n(left - 10)}" y="${n(top)}" width="${n(right - left + 40)}" height="${index === 2 ? 26 : 9}" fill="${stripe}" opacity=".85"/>`;
  });
  const folds = [0.3, 0.66].map(
    (at) =>
      `<path d="M${n(left + (right - left) * at)} ${n(crown + 20)}V${n(low)}" stroke="#2a1f1a" stroke-width="12" opacity=".13"/>`,
  );
  const fringe = Array.from({ length: 29 }, (_, index) => {
    const fx = left + 3 + ((right - left - 6) * index) / 28;
    return `M${n(fx)} ${n(low)}q${n(sheet.between(-4, 4))} 14 ${n(sheet.between(-4, 4))} ${n(sheet.between(26, 34) * scale)}`;
  });
  parts.push(
    `<path d="${hang}" transform="translate(12 8)" fill="#241a15" opacity=".3" filter="${soft}"/>`,
    `<path d="${hang}" fill="${face}"/><g clip-path="${clip}">${bands.join("")}<g filter="${soft}">${folds.join("")}</g></g>`,
    `<path d="${fringe.join("")}" fill="none" stroke="${lit(colour, 0.12)}" stroke-width="3.4" stroke-linecap="round"/>`,
  );
  return parts.join("");
}

export function napkins(sheet: Sheet, place: Place, colour: string, scale = 1): string {
  const { x, y } = place;
  const w = 400 * scale;
  const h = 34 * scale;
  const parts = [shadow(sheet, { x: x + 6, y }, w * 0.5, 0.4)];
  for (const index of [0, 1, 2, 3, 4, 5, 6, 7]) {
    const at = { x: x + sheet.between(-7, 7), y: y - index * h * 0.92 };
    const hue = index % 2 ? shaded(colour, 0.06) : lit(colour, 0.05);
    parts.push(layer(sheet, at, { width: w - index * 2, height: h, colour: hue }));
  }
  const crown = y - 7.36 * h;
  parts.push(top(sheet, { x, y: crown - 2 }, w - 16, 96 * scale, colour));
  const band = sheet.linear([
    [0, "#d9c7a4"],
    [1, "#a88f66"],
  ]);
  const knot = `M${n(x - 22)} ${n(crown - 46 * scale)}c-34 -30 -78 -26 -76 -4 2 20 46 16 76 4c30 -36 82 -38 82 -12 0 22 -50 26 -82 12`;
  parts.push(
    `<path d="M${n(x - 30 * scale)} ${n(crown - 98 * scale)}C${n(x - 36)} ${n(crown - 40)} ${n(x - 40)} ${n(crown)} ${n(x - 40 * scale)} ${n(y + 2)}" fill="none" stroke="${band}" stroke-width="9"/>`,
    `<path d="${knot}" fill="none" stroke="#b89d70" stroke-width="7" stroke-linecap="round"/>`,
    `<path d="M${n(x - 22)} ${n(crown - 46 * scale)}c-10 24 -30 34 -34 62m34 -62c20 18 26 36 50 48" fill="none" stroke="#b89d70" stroke-width="7" stroke-linecap="round"/>`,
  );
  return parts.join("");
}

export function cushion(sheet: Sheet, place: Place, colour: string, scale = 1): string {
  const s = (value: number) => value * scale;
  const { x, y } = place;
  const path = `M${n(x - s(236))} ${n(y - s(448))}C${n(x - s(120))} ${n(y - s(420))} ${n(x + s(110))} ${n(y - s(424))} ${n(x + s(232))} ${n(y - s(456))}C${n(x + s(254))} ${n(y - s(452))} ${n(x + s(250))} ${n(y - s(430))} ${n(x + s(240))} ${n(y - s(410))}C${n(x + s(214))} ${n(y - s(280))} ${n(x + s(218))} ${n(y - s(150))} ${n(x + s(250))} ${n(y - s(40))}C${n(x + s(258))} ${n(y - s(6))} ${n(x + s(232))} ${n(y + s(2))} ${n(x + s(206))} ${n(y - s(4))}C${n(x + s(80))} ${n(y + s(6))} ${n(x - s(80))} ${n(y + s(6))} ${n(x - s(210))} ${n(y - s(2))}C${n(x - s(240))} ${n(y + s(2))} ${n(x - s(262))} ${n(y - s(8))} ${n(x - s(250))} ${n(y - s(42))}C${n(x - s(214))} ${n(y - s(150))} ${n(x - s(212))} ${n(y - s(290))} ${n(x - s(244))} ${n(y - s(404))}C${n(x - s(256))} ${n(y - s(430))} ${n(x - s(258))} ${n(y - s(448))} ${n(x - s(236))} ${n(y - s(448))}Z`;
  const clip = sheet.clip(path);
  const fill = sheet.radial(
    [
      [0, lit(colour, 0.2)],
      [0.5, colour],
      [1, shaded(colour, 0.36)],
    ],
    [0.36, 0.34, 0.78],
  );
  const stripe = mix(colour, "#f3ead9", 0.7);
  const stripes = [-132, -118, -104, 96, 110, 124].map(
    (dx) =>
      `<path d="M${n(x + s(dx * 1.05))} ${n(y - s(470))}Q${n(x + s(dx * 1.22))} ${n(y - s(220))} ${n(x + s(dx * 1.05))} ${n(y + s(20))}" fill="none" stroke="${stripe}" stroke-width="${Math.abs(dx) === 118 || dx === 110 ? 3 : 5}" opacity=".75"/>`,
  );
  const soft = sheet.blur(s(13));
  const creases = [
    [-236, -440, -150, -340],
    [236, -446, 150, -350],
    [-240, -16, -140, -100],
    [240, -16, 140, -110],
    [-30, -2, -10, -90],
    [40, -436, 20, -370],
  ].map(
    ([a = 0, b = 0, c = 0, d = 0]) =>
      `<path d="M${n(x + s(a))} ${n(y + s(b))}Q${n(x + s((a + c) / 2 + 16))} ${n(y + s((b + d) / 2))} ${n(x + s(c))} ${n(y + s(d))}" stroke="#2a1f1a" stroke-width="${n(s(20))}" fill="none" opacity=".3"/>`,
  );
  return (
    shadow(sheet, { x: x + s(10), y }, s(232), 0.35) +
    `<g transform="rotate(-2 ${n(x)} ${n(y)})"><path d="${path}" fill="${fill}"/><g clip-path="${clip}">${stripes.join("")}<g filter="${soft}">${creases.join("")}</g></g><path d="${path}" fill="none" stroke="${lit(colour, 0.2)}" stroke-width="2.500" opacity=".6"/></g>`
  );
}

export function towel(sheet: Sheet, _place: Place, colour: string): string {
  const cloth = "#e9e2d3";
  const [l, r, t, b] = [255, 545, 214, 742];
  const path = `M${l} ${t}C${l + 60} ${t + 14} ${l + 200} ${t + 14} ${r} ${t}C${r + 4} ${t + 200} ${r + 18} ${t + 380} ${r + 8} ${b}C${r - 60} ${b + 16} ${r - 80} ${b - 8} ${r - 140} ${b + 6}C${l + 90} ${b + 18} ${l + 60} ${b - 6} ${l - 8} ${b + 8}C${l - 18} ${t + 380} ${l - 2} ${t + 160} ${l} ${t}Z`;
  const clip = sheet.clip(path);
  const soft = sheet.blur(13);
  const wide = sheet.blur(20);
  const fall = sheet.linear([
    [0, shaded(cloth, 0.12)],
    [0.14, lit(cloth, 0.5)],
    [0.34, shaded(cloth, 0.09)],
    [0.52, lit(cloth, 0.3)],
    [0.74, shaded(cloth, 0.16)],
    [0.88, cloth],
    [1, shaded(cloth, 0.26)],
  ]);
  const rows = [0, 20, 32, 380, 392, 412, 446].map((dy, index) => {
    const width = [12, 4, 4, 4, 4, 26, 6][index];
    return `<path d="M${l - 30} ${t + 54 + dy}C${l + 60} ${t + 66 + dy} ${l + 200} ${t + 66 + dy} ${r + 30} ${t + 54 + dy}" stroke="${colour}" stroke-width="${width}" fill="none" opacity=".88"/>`;
  });
  const folds = [330, 428, 500].map(
    (fx, index) =>
      `<path d="M${fx} ${t + 20}Q${fx + (index - 1) * 18} ${t + 280} ${fx + (index - 1) * 30} ${b + 10}" stroke="#2a1f1a" stroke-width="${16 + index * 4}" fill="none" opacity=".17"/>`,
  );
  return (
    `<path d="${path}" transform="translate(34 26)" fill="#241a15" opacity=".26" filter="${wide}"/>` +
    `<path d="M130 207H670" stroke="#8a6a48" stroke-width="15" stroke-linecap="round"/><path d="M132 203H668" stroke="#c4a37a" stroke-width="4" stroke-linecap="round"/>` +
    `<path d="${path}" fill="${fall}"/><g clip-path="${clip}">${rows.join("")}<g filter="${soft}">${folds.join("")}</g></g>` +
    `<path d="M${l} ${t}C${l + 60} ${t + 14} ${l + 200} ${t + 14} ${r} ${t}l0 -10C${r - 80} ${t - 22} ${l + 80} ${t - 22} ${l} ${t - 10}Z" fill="${lit(cloth, 0.2)}"/>`
  );
}
