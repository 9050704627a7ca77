import { isRecord } from "../browser/is-record";

const loaded = new Set<string>();

/** The merchant's fonts (`CustomFontSource`); one that can't be loaded is skipped. */
export function loadFonts(fonts: readonly unknown[]): void {
  for (const font of fonts) {
    const known = JSON.stringify(font);
    if (!isRecord(font) || loaded.has(known)) continue;
    loaded.add(known);
    const { family, src, weight, style, unicodeRange } = font;
    if (typeof family !== "string" || typeof src !== "string") continue;
    const face = new FontFace(family, src, {
      weight: text(weight),
      style: text(style),
      unicodeRange: text(unicodeRange),
    });
    face.load().then(
      () => document.fonts.add(face),
      () => console.warn(`The font ${family} could not be loaded: ${src}`),
    );
  }
}

const text = (value: unknown) => (typeof value === "string" ? value : undefined);
