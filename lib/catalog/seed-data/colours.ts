import type { Localized } from "@/lib/base/i18n-text";

/** The shop's glazes, dyes and papers: one small palette, so that anything stands beside anything. */
export const COLOURS = {
  chalk: { label: { en: "Chalk", fr: "Craie" }, swatch: "#e4dfd3" },
  oat: { label: { en: "Oat", fr: "Avoine" }, swatch: "#cbb692" },
  ochre: { label: { en: "Ochre", fr: "Ocre" }, swatch: "#c48f3a" },
  clay: { label: { en: "Clay", fr: "Argile" }, swatch: "#b5664a" },
  madder: { label: { en: "Madder", fr: "Garance" }, swatch: "#973f37" },
  rose: { label: { en: "Rose", fr: "Rose" }, swatch: "#cc9c90" },
  moss: { label: { en: "Moss", fr: "Mousse" }, swatch: "#6d7852" },
  fog: { label: { en: "Fog", fr: "Brume" }, swatch: "#9eacae" },
  slate: { label: { en: "Slate", fr: "Ardoise" }, swatch: "#566470" },
  ink: { label: { en: "Ink", fr: "Encre" }, swatch: "#2f3f52" },
  brass: { label: { en: "Brass", fr: "Laiton" }, swatch: "#b8914c" },
  honey: { label: { en: "Honey", fr: "Miel" }, swatch: "#d9a94e" },
} as const satisfies Record<string, { label: Localized; swatch: string }>;

export type ColourKey = keyof typeof COLOURS;
