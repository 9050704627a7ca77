import { lit, mix, shaded } from "./colour";
import { type Place, shadow } from "./scene";
import { n, type Point, polygon, type Sheet } from "./sheet";

type Box = { width: number; depth: number; height: number; skew: number };

/** The upper corners of something flat on the table, turned a little. */
function slab({ x, y }: Place, { width, depth, height, skew }: Box): [Point, Point, Point, Point] {
  return [
    [x - width / 2, y - height],
    [x + width / 2 - skew * 0.3, y - height + skew * 0.36],
    [x + width / 2 + skew, y - height - depth + skew * 0.3],
    [x - width / 2 + skew * 1.2, y - height - depth],
  ];
}

const down = ([x, y]: Point, by: number): Point => [x, y + by];

function sheen(sheet: Sheet, colour: string, light = 0.3, dark = 0.12): string {
  return sheet.linear(
    [
      [0, lit(colour, light)],
      [0.55, colour],
      [1, shaded(colour, dark)],
    ],
    [0, 0, 0.9, 1],
  );
}

function book(sheet: Sheet, place: Place, box: Box, colour: string): string {
  const [a, b, c, d] = slab(place, box);
  const { height } = box;
  const board = 7;
  const lines = [0.3, 0.5, 0.7].map(
    (at) =>
      `M${n(a[0] + 6)} ${n(a[1] + height * at)}L${n(b[0] - 3)} ${n(b[1] + height * at)}L${n(c[0] - 3)} ${n(c[1] + height * at)}`,
  );
  return (
    `<path d="${polygon([a, b, down(b, height), down(a, height)])}" fill="${sheen(sheet, "#ede5d4", 0.1, 0.22)}"/>` +
    `<path d="${polygon([b, c, down(c, height), down(b, height)])}" fill="#b8ab96"/>` +
    `<path d="${lines.join("")}" fill="none" stroke="#7d705e" stroke-width="1.200" opacity=".45"/>` +
    `<path d="${polygon([down(a, height - board), down(b, height - board), down(b, height), down(a, height)])}" fill="${shaded(colour, 0.3)}"/>` +
    `<path d="${polygon([down(b, height - board), down(c, height - board), down(c, height), down(b, height)])}" fill="${shaded(colour, 0.5)}"/>` +
    `<path d="${polygon([a, b, down(b, board), down(a, board)])}" fill="${shaded(colour, 0.16)}"/>` +
    `<path d="${polygon([b, c, down(c, board), down(b, board)])}" fill="${shaded(colour, 0.42)}"/>` +
    `<path d="${polygon([a, b, c, d])}" fill="${sheen(sheet, colour)}"/>` +
    `<path d="${polygon([a, d, [d[0] + 34, d[1] + 4], [a[0] + 38, a[1] + 6]])}" fill="${shaded(colour, 0.5)}" opacity=".32"/>`
  );
}

export function notebook(sheet: Sheet, { x, y }: Place, colour: string, scale = 1): string {
  const s = (value: number) => value * scale;
  const low = { width: s(430), depth: s(214), height: s(56), skew: s(64) };
  const high = { width: s(330), depth: s(164), height: s(44), skew: s(-34) };
  const over = { x: x + s(14), y: y - s(76) };
  const [a, b, , d] = slab(over, high);
  const label = (t: number, u: number): Point => [
    a[0] + (b[0] - a[0]) * t + (d[0] - a[0]) * u,
    a[1] + (b[1] - a[1]) * t + (d[1] - a[1]) * u,
  ];
  const plate = [label(0.34, 0.4), label(0.78, 0.4), label(0.78, 0.72), label(0.34, 0.72)];
  const second = mix(colour, "#cdbb9c", 0.82);
  const ribbon = `M${n(x - s(40))} ${n(y - s(6))}c-6 26 10 34 -8 62`;
  return (
    shadow(sheet, { x: x + s(20), y: y + s(6) }, s(226), 0.5) +
    book(sheet, { x, y }, low, second) +
    `<path d="${ribbon}" fill="none" stroke="${shaded(colour, 0.1)}" stroke-width="9"/>` +
    `<path d="${polygon(slab({ x: x + s(30), y: y - s(50) }, high))}" fill="#241a15" opacity=".34" filter="${sheet.blur(s(12))}"/>` +
    book(sheet, over, high, colour) +
    `<path d="${polygon(plate)}" fill="#f3ecdd"/><path d="M${plate
      .slice(0, 2)
      .map(([px, py], index) => `${n(px + (index ? -18 : 22))} ${n(py - s(22))}`)
      .join("L")}" stroke="#8f8372" stroke-width="2.500"/>`
  );
}

export function pencils(sheet: Sheet, { x, y }: Place): string {
  const wood = "#c98f5f";
  const one = (dx: number, dy: number, angle: number, length: number) => {
    const body = sheet.linear(
      [
        [0, lit(wood, 0.42)],
        [0.4, wood],
        [1, shaded(wood, 0.48)],
      ],
      [0, 0, 0, 1],
    );
    const cone = sheet.linear(
      [
        [0, "#f4dfbf"],
        [1, "#b98e63"],
      ],
      [0, 0, 0, 1],
    );
    const wave = `M${length} -13q-12 4 0 9 -12 4 0 8 -12 5 0 9L${length + 62} 3V-3Z`;
    return `<g transform="translate(${n(x + dx)} ${n(y + dy)}) rotate(${angle})"><rect x="6" y="6" width="${length + 44}" height="24" rx="10" fill="#241a15" opacity=".42" filter="${sheet.blur(9)}"/><rect y="-13" width="${length}" height="26" rx="3" fill="${body}"/><ellipse cx="1" cy="0" rx="5" ry="13" fill="${shaded(wood, 0.2)}"/><ellipse cx="1" cy="0" rx="2" ry="5" fill="#2b2a2b"/><path d="${wave}" fill="${cone}"/><path d="M${length + 44} -5.500L${length + 64} 0L${length + 44} 5.500Z" fill="#2b2a2b"/><path d="M${length * 0.62} -4h${length * 0.24}" stroke="#6b4326" stroke-width="3" opacity=".55"/></g>`;
  };
  const shaving = (dx: number, dy: number, r: number) =>
    `<g transform="translate(${n(x + dx)} ${n(y + dy)})"><ellipse cx="6" cy="10" rx="${r}" ry="${r * 0.3}" fill="#241a15" opacity=".3" filter="${sheet.blur(6)}"/><path d="M${-r} 0C${-r} ${-r * 1.1} ${r * 0.8} ${-r * 1.2} ${r} ${-r * 0.2}C${r * 0.7} ${r * 0.5} ${-r * 0.2} ${r * 0.5} ${-r * 0.3} ${-r * 0.1}C${-r * 0.2} ${-r * 0.5} ${r * 0.4} ${-r * 0.5} ${r * 0.5} ${-r * 0.1}" fill="#e8c79b" stroke="#8a4f2e" stroke-width="2.500"/></g>`;
  return (
    one(-270, 10, -24, 420) +
    one(-250, -92, 7, 430) +
    one(-170, 84, -9, 400) +
    shaving(150, 70, 30) +
    shaving(220, 40, 19)
  );
}

export function letters(sheet: Sheet, { x, y }: Place, colour: string): string {
  const liner = shaded(colour, 0.16);
  const envelope = (dx: number, dy: number, angle: number, open: boolean) => {
    const [w, h] = [360, 236];
    const face = sheen(sheet, lit(colour, 0.24), 0.4, 0.08);
    const flap = open
      ? `<path d="M${-w / 2} ${-h / 2}L0 ${-h / 2 - 130}L${w / 2} ${-h / 2}Z" fill="${liner}"/><path d="M${-w / 2 + 24} ${-h / 2}L0 ${-h / 2 - 108}L${w / 2 - 24} ${-h / 2}Z" fill="${shaded(liner, 0.14)}"/><rect x="${-w / 2 + 26}" y="${-h / 2 - 76}" width="${w - 52}" height="200" fill="#f5efe2"/><path d="M${-w / 2 + 60} ${-h / 2 - 44}h150M${-w / 2 + 60} ${-h / 2 - 20}h210" stroke="#8d8272" stroke-width="3" opacity=".7"/>`
      : "";
    const front = open
      ? `<path d="M${-w / 2} ${-h / 2}L0 ${h * 0.14}L${w / 2} ${-h / 2}V${h / 2}H${-w / 2}Z" fill="${face}"/><path d="M${-w / 2} ${h / 2}L-14 ${h * 0.06}Q0 ${-h * 0.02} 14 ${h * 0.06}L${w / 2} ${h / 2}" fill="${lit(colour, 0.42)}" stroke="${shaded(colour, 0.2)}" stroke-opacity=".35" stroke-width="1.500"/>`
      : `<rect x="${-w / 2}" y="${-h / 2}" width="${w}" height="${h}" fill="${face}"/><path d="M${-w / 2} ${-h / 2}L0 ${h * 0.12}L${w / 2} ${-h / 2}" fill="${lit(colour, 0.42)}" stroke="${shaded(colour, 0.3)}" stroke-opacity=".4" stroke-width="1.500"/><circle cx="0" cy="${h * 0.07}" r="21" fill="${sheet.radial(
          [
            [0, "#b8553f"],
            [1, "#7d2f26"],
          ],
          [0.35, 0.3, 0.7],
        )}"/>`;
    return `<g transform="translate(${n(x + dx)} ${n(y + dy)}) rotate(${angle}) skewX(-4)"><rect x="${-w / 2 + 8}" y="${-h / 2 + 18}" width="${w + 8}" height="${h}" fill="#241a15" opacity=".36" filter="${sheet.blur(13)}"/>${flap}${front}</g>`;
  };
  return envelope(54, -210, 9, true) + envelope(-36, -40, -8, false);
}

export function rolls(sheet: Sheet, { x, y }: Place, colour: string): string {
  const paper = mix(colour, "#f6efe0", 0.1);
  const one = (dx: number, angle: number, length: number, seed: number, hue: string, mark: string) => {
    const r = 48;
    const body = `M${-r} 0V${-length}H${r}V0A${r} 13 0 0 1 ${-r} 0Z`;
    const round = sheet.linear([
      [0, shaded(hue, 0.12)],
      [0.24, lit(hue, 0.32)],
      [0.52, hue],
      [1, shaded(hue, 0.46)],
    ]);
    const marks = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11].flatMap((row) =>
      [-30, 0, 28].map((mx, column) => {
        const my = -24 - row * 46 - ((column + seed) % 2) * 23;
        return `<path d="M${mx} ${my}c-12 -10 -12 -24 0 -32c12 8 12 22 0 32Z"/>`;
      }),
    );
    return `<g transform="translate(${n(x + dx)} ${n(y)}) rotate(${angle})"><path d="${body}" fill="${round}"/><g clip-path="${sheet.clip(body)}" fill="${mark}" opacity=".8">${marks.join("")}</g><ellipse cx="0" cy="${-length}" rx="${r}" ry="13" fill="${lit(hue, 0.34)}"/><ellipse cx="0" cy="${-length}" rx="31" ry="8" fill="#5a4a3c"/><ellipse cx="5" cy="${-length + 1}" rx="22" ry="5" fill="${shaded(hue, 0.2)}"/><path d="M${-r} -${n(length * 0.42)}q${r} 18 ${r * 2} 0" stroke="#e7dcc6" stroke-width="5" fill="none"/></g>`;
  };
  return (
    shadow(sheet, { x: x - 90, y }, 60, 2) +
    shadow(sheet, { x: x + 110, y }, 60, 2) +
    one(-104, -5, 520, 0, paper, "#f3ead6") +
    one(112, 6, 470, 1, "#eadfca", shaded(colour, 0.05)) +
    shadow(sheet, { x: x + 6, y: y + 26 }, 54, 1) +
    `<g transform="translate(0 28)">${one(2, 0.5, 410, 1, paper, "#f3ead6")}</g>`
  );
}

export function tray(sheet: Sheet, { x, y }: Place, colour: string): string {
  const shape = (rx: number, ry: number, dy: number) => {
    const [l, r, t, b] = [x - rx, x + rx, y + dy - ry, y + dy + ry];
    const c = ry * 0.72;
    return `M${n(l + c * 1.5)} ${n(t)}H${n(r - c * 1.5)}C${n(r - c * 0.3)} ${n(t)} ${n(r)} ${n(t + c * 0.4)} ${n(r)} ${n(y + dy)}C${n(r)} ${n(b - c * 0.4)} ${n(r - c * 0.3)} ${n(b)} ${n(r - c * 1.5)} ${n(b)}H${n(l + c * 1.5)}C${n(l + c * 0.3)} ${n(b)} ${n(l)} ${n(b - c * 0.4)} ${n(l)} ${n(y + dy)}C${n(l)} ${n(t + c * 0.4)} ${n(l + c * 0.3)} ${n(t)} ${n(l + c * 1.5)} ${n(t)}Z`;
  };
  const rim = shape(286, 118, -92);
  const well = shape(266, 102, -90);
  const floor = shape(244, 84, -70);
  const clip = sheet.clip(well);
  const inner = sheet.linear(
    [
      [0, shaded(colour, 0.42)],
      [1, shaded(colour, 0.05)],
    ],
    [0, 0, 0.6, 1],
  );
  const flecks = Array.from({ length: 90 }, () => {
    const [fx, fy] = [x + sheet.between(-250, 250), y - 70 + sheet.between(-80, 80)];
    return `M${n(fx)} ${n(fy)}l${n(sheet.between(-7, 7))} ${n(sheet.between(-4, 4))}`;
  });
  const pencil = `<g transform="translate(${x - 150} ${y - 50}) rotate(-13)"><rect x="4" y="8" width="300" height="18" rx="8" fill="#241a15" opacity=".4" filter="${sheet.blur(7)}"/><rect y="-9" width="270" height="18" rx="2" fill="${sheet.linear(
    [
      [0, "#e0b084"],
      [1, "#87572f"],
    ],
    [0, 0, 0, 1],
  )}"/><path d="M270 -9L314 0L270 9Z" fill="#e6cba2"/><path d="M301 -3L315 0L301 3Z" fill="#2b2a2b"/></g>`;
  const key = `<g fill="none" stroke="#a9854a" stroke-width="9" transform="translate(${x + 86} ${y - 34}) rotate(16)"><path d="M12 10h96v20m-24 -20v15" stroke="#241a15" opacity=".35" filter="${sheet.blur(5)}"/><circle cx="-18" cy="0" r="24"/><path d="M6 0h96v20m-24 -20v15"/></g>`;
  return (
    shadow(sheet, { x: x + 8, y: y - 20 }, 262, 0.25) +
    `<path d="${shape(284, 117, -66)}" fill="${shaded(colour, 0.42)}"/><path d="${rim}" fill="${sheen(sheet, lit(colour, 0.16), 0.4, 0.06)}"/><path d="${well}" fill="${inner}"/><g clip-path="${clip}"><path d="${floor}" fill="${sheen(sheet, colour, 0.26, 0.06)}"/><path d="${flecks.join("")}" stroke="${shaded(colour, 0.5)}" stroke-width="1.600" opacity=".4"/>${pencil}${key}</g>`
  );
}
