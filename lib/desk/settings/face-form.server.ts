import "server-only";
import { inArray } from "drizzle-orm";
import { type Locale, routing } from "@/i18n/routing";
import { type Translator, translator } from "@/i18n/texts.server";
import { shop, shopOfFile } from "@/lib/config/shop";
import { type Database, db } from "@/lib/db/client";
import { pictures } from "@/lib/db/schema";
import { pictureKeyOf, picturePath } from "@/lib/model/picture";
import type { Shop, ShopInput } from "@/lib/model/shop";
import { SHOP_AREAS } from "@/lib/settings/areas";
import { FACE_TEXTS, type FaceText, LOGO_HEIGHT, MOST_SOCIAL } from "./face-fields";
import type { ReadFields, SettingProblem, TypedValues } from "./shop-fields.server";

type Texts = NonNullable<Shop["about"]["notice"]>;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const textsAt = (of: object, path: FaceText): Texts | null => {
  const found = path
    .split(".")
    .reduce<unknown>((at, key) => (isObject(at) ? Reflect.get(at, key) : null), of);
  return isObject(found) ? found : null;
};

/** The shop's face in force, as the form has it. */
export function faceValues(of: Shop = shop()): Record<string, string> {
  const { name, logo, home, card, icon, social } = of;
  const texts = FACE_TEXTS.flatMap(({ path }) =>
    routing.locales.map((locale) => [`${path}.${locale}`, textsAt(of, path)?.[locale] ?? ""]),
  );
  const pages = Object.entries(social).flatMap(([page, url], index) => [
    [`social.${index}.name`, page],
    [`social.${index}.url`, url],
  ]);
  return {
    name,
    ...Object.fromEntries(texts),
    "logo.light": logo?.light ?? "",
    "logo.dark": logo?.dark ?? "",
    "logo.height": String(logo?.height ?? LOGO_HEIGHT),
    "home.image": home.image,
    card,
    icon,
    ...Object.fromEntries(pages),
  };
}

/** What was typed, as fields of `store.config.ts`. Each problem is told at its field. */
export async function readFace(typed: TypedValues, locale: Locale): Promise<ReadFields> {
  const t = translator(locale, "desk-face");
  const isSocial = (path: string) => path.startsWith("social.");
  // A page that was taken out of the list is not sent.
  const keepsPages = !Object.keys(typed).some(isSocial) && typed.social === undefined;
  const before = Object.entries(faceValues()).filter(([path]) => keepsPages || !isSocial(path));
  const values = { ...Object.fromEntries(before), ...typed };
  const problems: SettingProblem[] = [];
  const name = (values.name ?? "").trim();
  if (name === "") problems.push({ field: "name", message: t("wrong.missing") });
  else if (name.length > 60 || /[<>\r\n"]/.test(name))
    problems.push({ field: "name", message: t("wrong.name") });
  const texts = Object.fromEntries(
    FACE_TEXTS.map(({ path, isNeeded }) => [path, textsIn(path, isNeeded, values, problems, t)]),
  ) as Record<FaceText, Texts | null>;
  const [storyTitle, storyText] = [texts["home.story.title"], texts["home.story.text"]];
  for (const [path, own, other] of [
    ["home.story.title", storyTitle, storyText],
    ["home.story.text", storyText, storyTitle],
  ] as const)
    if (!own && other)
      problems.push({ field: `${path}.${routing.defaultLocale}`, message: t("wrong.storyHalf") });
  const sizes = await sizesOf(db(), values, problems, t);
  const logo = logoOf(values, sizes, problems, t);
  tellNotSquare(values, sizes, problems, t);
  const social = socialOf(values, problems, t);
  if (problems.length > 0) return { ok: false, problems };
  const { about, home } = shop();
  return {
    ok: true,
    fields: {
      name,
      logo,
      card: values.card ?? shop().card,
      icon: values.icon ?? shop().icon,
      about: {
        tagline: texts["about.tagline"] ?? about.tagline,
        description: texts["about.description"] ?? about.description,
        footer: texts["about.footer"] ?? about.footer,
        notice: texts["about.notice"],
      },
      home: {
        title: texts["home.title"] ?? home.title,
        text: texts["home.text"] ?? home.text,
        image: values["home.image"] ?? home.image,
        action: texts["home.action"],
        story: storyTitle && storyText ? { title: storyTitle, text: storyText } : null,
      },
      social,
    },
  };
}

type T = Translator<"desk-face">;

/** Texts in languages that the shop does not speak now stay for the day when it does. Null where there is none. */
function textsIn(
  path: FaceText,
  isNeeded: boolean,
  values: TypedValues,
  problems: SettingProblem[],
  t: T,
): Texts | null {
  const written = routing.locales.flatMap((locale) => {
    const text = (values[`${path}.${locale}`] ?? "").trim();
    return text === "" ? [] : [[locale, text]];
  });
  const isWritten = written.some(([locale]) => locale === routing.defaultLocale);
  if (!isWritten && (isNeeded || written.length > 0))
    problems.push({ field: `${path}.${routing.defaultLocale}`, message: t("wrong.missing") });
  if (written.length === 0) return null;
  const others = Object.entries(textsAt(shop(), path) ?? {}).filter(
    ([locale]) => !routing.locales.some((one) => one === locale),
  );
  return Object.fromEntries([...others, ...written]);
}

type Sizes = ReadonlyMap<string, { width: number; height: number } | null>;

const PICTURE_FIELDS = ["logo.light", "logo.dark", "home.image", "card", "icon"] as const;

/** Which pictures there are: those that are stored, with their size, and those that the project or the shop has already. */
async function sizesOf(q: Database, values: TypedValues, problems: SettingProblem[], t: T): Promise<Sizes> {
  const known = [shopOfFile(), shop()].flatMap((one) => picturesOf(one));
  const asked = PICTURE_FIELDS.flatMap((field) => (values[field] ? [{ field, path: values[field] }] : []));
  const stored = await storedSizes(
    q,
    asked.map(({ path }) => path),
  );
  for (const { field, path } of asked)
    if (!stored.has(path) && !known.includes(path)) problems.push({ field, message: t("wrong.picture") });
  for (const field of ["home.image", "card", "icon"])
    if (!values[field]) problems.push({ field, message: t("wrong.missing") });
  return stored;
}

const picturesOf = ({ logo, home, card, icon }: Partial<ShopInput>): string[] => [
  ...(logo ? [logo.light, logo.dark] : []),
  ...(home ? [home.image] : []),
  ...(card ? [card] : []),
  ...(icon ? [icon] : []),
];

async function storedSizes(q: Database, paths: readonly string[]) {
  const keys = paths.flatMap((path) => pictureKeyOf(path) ?? []);
  if (keys.length === 0) return new Map<string, { width: number; height: number }>();
  const rows = await q
    .select({ key: pictures.key, width: pictures.width, height: pictures.height })
    .from(pictures)
    .where(inArray(pictures.key, keys));
  return new Map(rows.map(({ key, width, height }) => [picturePath(key), { width, height }]));
}

/** Whether the store still has the pictures of an earlier version. */
export async function hasPicturesOf(fields: Partial<ShopInput>): Promise<boolean> {
  const paths = picturesOf(fields);
  const stored = await storedSizes(db(), paths);
  return paths.every((path) => pictureKeyOf(path) === null || stored.has(path));
}

/** A picture of another field may have been named: what is brought for the tab is square already. */
function tellNotSquare({ icon = "" }: TypedValues, sizes: Sizes, problems: SettingProblem[], t: T): void {
  const size = sizes.get(icon);
  if (size && size.width !== size.height)
    problems.push({ field: "icon", message: t("refused.icon_not_square") });
}

const LOGO = { least: 8, mostHeight: 64, mostWidth: 400 };

/** The width follows the picture's own shape. One picture does for both grounds where only one was brought. */
function logoOf(values: TypedValues, sizes: Sizes, problems: SettingProblem[], t: T): Shop["logo"] {
  const light = values["logo.light"] || values["logo.dark"];
  const dark = values["logo.dark"] || light;
  if (!light || !dark) return null;
  const typed = Number(values["logo.height"]);
  if (!Number.isInteger(typed) || typed < LOGO.least || typed > LOGO.mostHeight) {
    problems.push({ field: "logo.height", message: t("wrong.logoHeight") });
    return null;
  }
  const known = [shop().logo, shopOfFile().logo].find((one) => one?.light === light);
  const { width, height } = sizes.get(light) ?? known ?? { width: 1, height: 1 };
  const shape = width / height;
  const shown = Math.min(typed, Math.floor(LOGO.mostWidth / shape));
  if (shown < LOGO.least || shown * shape < LOGO.least)
    problems.push({ field: "logo.light", message: t("wrong.logoShape") });
  return { light, dark, width: Math.round(shown * shape), height: shown };
}

function socialOf(values: TypedValues, problems: SettingProblem[], t: T): Record<string, string> {
  const social: Record<string, string> = {};
  for (let index = 0; index < MOST_SOCIAL; index += 1) {
    const [name, url] = [`social.${index}.name`, `social.${index}.url`].map((path) =>
      (values[path] ?? "").trim(),
    );
    if (!name && !url) continue;
    if (!name || name.length > 30 || Object.hasOwn(social, name) || name === "__proto__")
      problems.push({ field: `social.${index}.name`, message: t("wrong.socialName") });
    if (!url || !URL.canParse(url) || new URL(url).protocol !== "https:")
      problems.push({ field: `social.${index}.url`, message: t("wrong.socialUrl") });
    if (name && url) social[name] = url;
  }
  return social;
}

/** Which parts a version said, for its list, and the name. */
export function faceSaid(value: Record<string, unknown>, locale: Locale): string[] {
  const t = translator(locale, "desk-face");
  return SHOP_AREAS.face
    .filter((key) => value[key] !== undefined)
    .map((key) => {
      const label = t(`history.fields.${key}`);
      return key === "name" ? `${label}: ${value[key]}` : label;
    });
}
