import type { ColourName } from "@/lib/model/colour-pairs";

/** What of the shop's face is said in each of its languages. Those that are not needed may be empty in all of them. */
export const FACE_TEXTS = [
  { path: "about.tagline", isNeeded: true, rows: 2 },
  { path: "about.description", isNeeded: true, rows: 4 },
  { path: "about.footer", isNeeded: true, rows: 3 },
  { path: "about.notice", isNeeded: false, rows: 3 },
  { path: "home.title", isNeeded: true, rows: 2 },
  { path: "home.text", isNeeded: true, rows: 4 },
  { path: "home.action", isNeeded: false, rows: 1 },
  { path: "home.story.title", isNeeded: false, rows: 2 },
  { path: "home.story.text", isNeeded: false, rows: 7 },
] as const;

export type FaceText = (typeof FACE_TEXTS)[number]["path"];

/** Pictures that staff may bring: what each is for decides what is made of the file. */
export const FACE_PICTURES = ["logo", "home", "card", "icon"] as const;
export type FacePicture = (typeof FACE_PICTURES)[number];

/** Shown of a logo that has just been brought, in pixels. */
export const LOGO_HEIGHT = 32;
/** So many pages elsewhere can be named. */
export const MOST_SOCIAL = 12;

export const SCHEMES = ["light", "dark"] as const;
export type Scheme = (typeof SCHEMES)[number];

export type ThemeColourPath = `${Scheme}.${ColourName}`;
export type TypefacePath = "type.display" | "type.text";

/** A colour as people write it: capital letters, three digits, or without the sign. */
export function colourOf(typed: string): string {
  const digits = typed.trim().toLowerCase().replace(/^#/, "");
  const all = /^[0-9a-f]{3}$/.test(digits) ? [...digits].map((one) => one + one).join("") : digits;
  return `#${all}`;
}
