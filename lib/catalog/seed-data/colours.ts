import type { Localized } from "@/lib/base/i18n-text";

export const COLOURS = {
  chalk: { label: { en: "Chalk", fr: "Craie", de: "Kreide" }, swatch: "#e4dfd3" },
  oat: { label: { en: "Oat", fr: "Avoine", de: "Hafer" }, swatch: "#cbb692" },
  ochre: { label: { en: "Ochre", fr: "Ocre", de: "Ocker" }, swatch: "#c48f3a" },
  clay: { label: { en: "Clay", fr: "Argile", de: "Ton" }, swatch: "#b5664a" },
  madder: { label: { en: "Madder", fr: "Garance", de: "Krapp" }, swatch: "#973f37" },
  rose: { label: { en: "Rose", fr: "Rose", de: "Rosé" }, swatch: "#cc9c90" },
  moss: { label: { en: "Moss", fr: "Mousse", de: "Moos" }, swatch: "#6d7852" },
  fog: { label: { en: "Fog", fr: "Brume", de: "Nebel" }, swatch: "#9eacae" },
  slate: { label: { en: "Slate", fr: "Ardoise", de: "Schiefer" }, swatch: "#566470" },
  ink: { label: { en: "Ink", fr: "Encre", de: "Tinte" }, swatch: "#2f3f52" },
  brass: { label: { en: "Brass", fr: "Laiton", de: "Messing" }, swatch: "#b8914c" },
  honey: { label: { en: "Honey", fr: "Miel", de: "Honig" }, swatch: "#d9a94e" },
} as const satisfies Record<string, { label: Localized; swatch: string }>;

export type ColourKey = keyof typeof COLOURS;
