import type { Languages, Locale } from "@/i18n/languages";
import type { Localized } from "@/lib/base/i18n-text";
import type { ShopInput } from "@/lib/model/shop";
import type { Answers } from "./answers";
import { inLanguages } from "./in-languages";

type Said = Record<"tagline" | "description" | "footer" | "title" | "text" | "action", string>;

/** Words to begin with, which every merchant will change. */
const WORDS: Record<Locale, (name: string) => Said> = {
  en: (name) => ({
    tagline: "Online shop",
    description: `The goods of ${name}, to order online.`,
    footer: `The goods of ${name}, to order online.`,
    title: `Welcome to ${name}`,
    text: "Have a look around, and write to us if you have a question.",
    action: "See all goods",
  }),
  fr: (name) => ({
    tagline: "Boutique en ligne",
    description: `Les articles de ${name}, à commander en ligne.`,
    footer: `Les articles de ${name}, à commander en ligne.`,
    title: `Bienvenue chez ${name}`,
    text: "Regardez autour de vous, et écrivez-nous si vous avez une question.",
    action: "Voir tous les articles",
  }),
  de: (name) => ({
    tagline: "Onlineshop",
    description: `Die Artikel von ${name}, online zu bestellen.`,
    footer: `Die Artikel von ${name}, online zu bestellen.`,
    title: `Willkommen bei ${name}`,
    text: "Sehen Sie sich um, und schreiben Sie uns, wenn Sie eine Frage haben.",
    action: "Alle Artikel ansehen",
  }),
};

/** The shop's face for these answers: the look of `before`, and nothing of what it says. `card` is the path of the picture for links. */
export function newShop(
  { name, email, country, languages }: Answers,
  before: ShopInput,
  card: string,
): ShopInput {
  const say = (what: keyof Said): Localized => inLanguages(languages, (locale) => WORDS[locale](name)[what]);
  return {
    name,
    logo: null,
    card,
    icon: before.icon,
    about: {
      tagline: say("tagline"),
      description: say("description"),
      footer: say("footer"),
      notice: null,
    },
    home: {
      title: say("title"),
      text: say("text"),
      image: before.home.image,
      action: say("action"),
      story: null,
    },
    theme: before.theme,
    contact: {
      company: name,
      represented: null,
      register: null,
      vat: null,
      street: "—",
      postalCode: null,
      city: "—",
      country,
      email,
      phone: null,
    },
    demonstration: false,
    sellsToConsumers: true,
    social: {},
  };
}

/** `languages.config.ts`, with `before`'s own words about it. @throws Error for a file that has no list */
export function languagesFile(languages: Languages, before: string): string {
  const list = `const languages = [${languages.map((locale) => JSON.stringify(locale)).join(", ")}];`;
  if (!LIST.test(before)) throw new Error("languages.config.ts has no line const languages = […];");
  return before.replace(LIST, list);
}

const LIST = /^const languages = \[[^\]]*\];$/m;

/** `store.config.ts`, laid out as `npm run format` would. */
export const shopFile = (shop: ShopInput): string => `import type { ShopInput } from "./lib/model/shop";

/** The shop's face: whatever is said of it anywhere stands here. docs/your-own-shop.md goes through it; \`npm run build\` and \`npm run dev\` check it. */
const store: ShopInput = ${code(shop, "")};

export default store;
`;

function code(value: unknown, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  if (entries.length === 0) return "{}";
  const inside = `${indent}  `;
  const lines = entries.map(([key, one]) => {
    const name = /^[A-Za-z_]\w*$/.test(key) ? key : JSON.stringify(key);
    return `${inside}${name}: ${code(one, inside)},\n`;
  });
  return `{\n${lines.join("")}${indent}}`;
}
