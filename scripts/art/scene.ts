import { lit, mix, shaded } from "./colour";
import { n, type Sheet } from "./sheet";

export type Place = { x: number; y: number };
type Size = { width: number; height: number };

/** A shadow falls to the right, as the light comes from the upper left. */
export function shadow(sheet: Sheet, { x, y }: Place, radius: number, length = 1): string {
  const cast = sheet.radial([
    [0, "#2c201a", 0.46],
    [0.5, "#2c201a", 0.2],
    [1, "#2c201a", 0],
  ]);
  const contact = sheet.radial([
    [0, "#241a15", 0.75],
    [0.62, "#241a15", 0.55],
    [0.86, "#241a15", 0.16],
    [1, "#241a15", 0],
  ]);
  const reach = radius * (1.15 + length * 0.6);
  return (
    `<ellipse cx="${n(x + reach * 0.62)}" cy="${n(y - radius * 0.06)}" rx="${n(reach)}" ry="${n(radius * 0.3)}" fill="${cast}" transform="rotate(-3 ${n(x)} ${n(y)})"/>` +
    `<ellipse cx="${n(x + radius * 0.04)}" cy="${n(y + radius * 0.02)}" rx="${n(radius * 1.14)}" ry="${n(radius * 0.24)}" fill="${contact}"/>`
  );
}

/** Wall, table and light in one tint; at night only the thing stays lit. */
function room(sheet: Sheet, tint: string, { width, height }: Size, horizon: number): string {
  const wall = [lit(tint, 0.3), tint, shaded(tint, 0.13)] as const;
  const table = [lit(mix(tint, "#e9dcc6", 0.35), 0.28), mix(tint, "#b99f82", 0.34)] as const;
  const night = (hex: string, amount: number) => mix(hex, "#161a1b", amount);
  const classes = [
    ...wall.map((hex, index) => [`w${index}`, hex, night(hex, 0.62)] as const),
    ...table.map((hex, index) => [`t${index}`, hex, night(hex, 0.58)] as const),
  ];
  const day = classes.map(([name, hex]) => `.${name}{stop-color:${hex}}`).join("");
  const dark = classes.map(([name, , hex]) => `.${name}{stop-color:${hex}}`).join("");
  const style = `<style>${day}.n{opacity:0}@media(prefers-color-scheme:dark){${dark}.n{opacity:1}.d{opacity:.3}}</style>`;
  const wallPaint = sheet.define(
    (id) =>
      `<radialGradient id="${id}" cx=".26" cy=".18" r="1.1"><stop class="w0"/><stop offset=".5" class="w1"/><stop offset="1" class="w2"/></radialGradient>`,
  );
  const tablePaint = sheet.define(
    (id) =>
      `<linearGradient id="${id}" x1=".1" y1="0" x2=".8" y2="1"><stop class="t0"/><stop offset="1" class="t1"/></linearGradient>`,
  );
  const soft = sheet.blur(width * 0.016);
  const pane = (left: number, top: number, w: number, h: number) =>
    `<path d="M${n(left)} ${n(top)}l${n(w)} ${n(w * 0.12)} ${n(h * 0.3)} ${n(h)} ${n(-w)} ${n(-w * 0.12)}Z"/>`;
  const [w, h] = [width * 0.17, height * 0.2];
  const [left, top] = [width * 0.08, height * 0.06];
  const panes = [
    pane(left, top, w, h),
    pane(left + w * 1.1, top + w * 0.13, w, h),
    pane(left + h * 0.34, top + h * 1.09, w, h),
    pane(left + h * 0.34 + w * 1.1, top + h * 1.09 + w * 0.13, w, h),
  ].join("");
  const edge = sheet.linear(
    [
      [0, "#3a2c22", 0.2],
      [1, "#3a2c22", 0],
    ],
    [0, 0, 0, 1],
  );
  return (
    style +
    `<rect width="${width}" height="${height}" fill="url(#${wallPaint})"/>` +
    `<g class="d" fill="#fff3da" opacity=".34" filter="${soft}">${panes}</g>` +
    `<rect y="${n(horizon)}" width="${width}" height="${n(height - horizon)}" fill="url(#${tablePaint})"/>` +
    `<rect y="${n(horizon)}" width="${width}" height="${n(height * 0.05)}" fill="${edge}"/>`
  );
}

export type Drawing = { sheet: Sheet; size: Size; tint: string; horizon: number; body: string };

/** The whole picture as a file. */
export function picture({ sheet, size, tint, horizon, body }: Drawing): string {
  const back = room(sheet, tint, size, horizon);
  const { width, height } = size;
  const dusk = sheet.radial(
    [
      [0, "#0f1416", 0],
      [0.55, "#0f1416", 0.14],
      [1, "#0f1416", 0.5],
    ],
    [0.42, 0.5, 0.75],
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${sheet.defs()}${back}${body}<rect class="n" width="${width}" height="${height}" fill="${dusk}"/></svg>\n`;
}
