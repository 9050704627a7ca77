import "server-only";
import { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shop, shopOfFile } from "@/lib/config/shop";
import { COLOUR, COLOUR_NAMES, type ColourName, foundPairs } from "@/lib/model/colour-pairs";
import type { Shop } from "@/lib/model/shop";
import { TYPEFACES } from "@/lib/model/typefaces";
import { colourOf, SCHEMES, type Scheme, type ThemeColourPath, type TypefacePath } from "./face-fields";
import type { ReadFields, SettingProblem, TypedValues } from "./shop-fields.server";

type LookValues = Record<ThemeColourPath | TypefacePath, string>;

/** The colours and typefaces in force, as the form has them. */
export function lookValues({ theme }: Pick<Shop, "theme"> = shop()): LookValues {
  const colours = SCHEMES.flatMap((scheme) =>
    COLOUR_NAMES.map((name) => [`${scheme}.${name}`, theme[scheme][name]]),
  );
  const { display, text } = theme.type;
  return { ...Object.fromEntries(colours), "type.display": display, "type.text": text };
}

/** As it was stored, maybe by an older version of the store. */
const colours = z.record(z.string(), z.string());
const storedLook = z.object({
  theme: z.object({
    light: colours,
    dark: colours,
    type: z.object({ display: z.enum(TYPEFACES), text: z.enum(TYPEFACES) }),
  }),
});

/** What a version said, for its list. */
export function lookSaid(value: Record<string, unknown>, locale: Locale): string[] {
  const read = storedLook.safeParse(value);
  if (!read.success) return [];
  const t = translator(locale, "desk-face");
  const { theme } = read.data;
  const file = shopOfFile().theme;
  const count = SCHEMES.flatMap((scheme) =>
    COLOUR_NAMES.filter((name) => theme[scheme][name] !== file[scheme][name]),
  ).length;
  const { display, text } = theme.type;
  return [
    t("history.colours", { count }),
    t("history.typefaces", { display: t(`typefaces.${display}`), text: t(`typefaces.${text}`) }),
  ];
}

/** What was typed, as `theme` of `store.config.ts`. Two colours that meet and can't be told apart are refused, by their names. */
export function readLook(typed: TypedValues, locale: Locale): ReadFields {
  const t = translator(locale, "desk-face");
  const values: TypedValues = { ...lookValues(), ...typed };
  const typedColours = (scheme: Scheme) =>
    Object.fromEntries(
      COLOUR_NAMES.map((name) => [name, colourOf(values[`${scheme}.${name}`] ?? "")]),
    ) as Record<ColourName, string>;
  const typeface = (field: TypefacePath) => TYPEFACES.find((one) => one === values[field]);
  const [light, dark] = [typedColours("light"), typedColours("dark")];
  const [display, text] = [typeface("type.display"), typeface("type.text")];
  const problems: SettingProblem[] = [
    ...Object.entries({ light, dark }).flatMap(([scheme, found]) => [
      ...COLOUR_NAMES.filter((name) => !COLOUR.test(found[name])).map((name) => ({
        field: `${scheme}.${name}`,
        message: t("wrong.colour"),
      })),
      ...foundPairs(found)
        .filter(({ isEnough }) => !isEnough)
        .map(({ text: name, ground, found: ratio, least }) => ({
          field: `${scheme}.${name}`,
          message: t("wrong.contrast", {
            text: t(`colours.${name}.name`),
            ground: t(`colours.${ground}.name`),
            found: ratio,
            least,
          }),
        })),
    ]),
    ...(["type.display", "type.text"] as const)
      .filter((field) => !typeface(field))
      .map((field) => ({ field, message: t("wrong.typeface") })),
  ];
  if (!display || !text || problems.length > 0) return { ok: false, problems };
  return { ok: true, fields: { theme: { light, dark, type: { display, text } } } };
}
