import type { ShopInput } from "./lib/model/shop";

/** The shop's face: whatever is said of it anywhere stands here. docs/your-own-shop.md goes through it; `npm run build` and `npm run dev` check it. */
const store: ShopInput = {
  name: "Kiln & Cloth",
  logo: null,
  card: "/art/og/store.jpg",
  icon: "/icon.svg",
  about: {
    tagline: {
      en: "Ceramics, textiles, paper and light",
      fr: "Céramique, textile, papier et lumière",
      de: "Keramik, Textilien, Papier und Licht",
    },
    description: {
      en: "Useful, quiet things for the home: stoneware, linen and wool, paper, and lamps to read by.",
      fr: "Des objets utiles et sobres pour la maison : grès, lin et laine, papier, et des lampes pour lire.",
      de: "Schlichte, nützliche Dinge fürs Zuhause: Steinzeug, Leinen und Wolle, Papier und Lampen zum Lesen.",
    },
    footer: {
      en: "Useful, quiet things for the home, made by people who take their time.",
      fr: "Des objets utiles et sobres pour la maison, faits par des gens qui prennent leur temps.",
      de: "Schlichte, nützliche Dinge fürs Zuhause, gemacht von Menschen, die sich Zeit nehmen.",
    },
    notice: {
      en: "Kiln & Cloth is a demonstration store: its goods and makers are invented.",
      fr: "Kiln & Cloth est une boutique de démonstration : ses objets et ses artisans sont imaginaires.",
      de: "Kiln & Cloth ist ein Demo-Shop: Waren und Werkstätten sind frei erfunden.",
    },
  },
  home: {
    title: {
      en: "Things you reach for every day",
      fr: "Ce que l’on prend en main chaque jour",
      de: "Dinge, die man jeden Tag zur Hand nimmt",
    },
    text: {
      en: "Stoneware, linen, paper and lamps from small workshops. Few of each, all of them made to be used.",
      fr: "Grès, lin, papier et lampes de petits ateliers. Peu de chaque, et tout pour servir.",
      de: "Steinzeug, Leinen, Papier und Lampen aus kleinen Werkstätten. Von allem nur wenig, und alles für den täglichen Gebrauch gemacht.",
    },
    image: "/art/hero.svg",
    action: {
      en: "See the ceramics",
      fr: "Voir la céramique",
      de: "Keramik ansehen",
    },
    story: {
      title: {
        en: "Made in small numbers",
        fr: "En petites séries",
        de: "In kleinen Auflagen",
      },
      text: {
        en: "A kiln takes two days to warm and cool; a loom sets up in three. So we order little and often, from eleven workshops we know by name. When something is sold out, it is being made again.",
        fr: "Un four met deux jours à chauffer et refroidir ; un métier se monte en trois. Nous commandons donc peu et souvent, à onze ateliers que nous connaissons par leur nom. Ce qui est épuisé est en train d’être refait.",
        de: "Ein Brennofen braucht zwei Tage zum Aufheizen und Abkühlen, ein Webstuhl ist in drei Tagen eingerichtet. Deshalb bestellen wir wenig und oft, bei elf Werkstätten, die wir persönlich kennen. Was ausverkauft ist, wird gerade neu gemacht.",
      },
    },
  },
  theme: {
    light: {
      ground: "#f6f7f4",
      raised: "#ffffff",
      sunken: "#e9ebe5",
      ink: "#1c2420",
      quiet: "#566059",
      line: "#d9ddd5",
      edge: "#848d86",
      action: "#1f2e27",
      "action-hover": "#33483e",
      "on-action": "#f6f7f4",
      accent: "#a0412a",
      good: "#2f6b48",
      warn: "#8a5300",
      bad: "#ab2f2f",
      focus: "#2b5fa8",
    },
    dark: {
      ground: "#131715",
      raised: "#1b211e",
      sunken: "#0e1110",
      ink: "#e9ece6",
      quiet: "#a2aca5",
      line: "#2b332f",
      edge: "#707b74",
      action: "#e4e9e1",
      "action-hover": "#ffffff",
      "on-action": "#151b18",
      accent: "#e8977d",
      good: "#84c79d",
      warn: "#e2b263",
      bad: "#f0938d",
      focus: "#8db8f2",
    },
    type: { display: "ysabeau", text: "instrument-sans" },
  },
  contact: {
    company: "Kiln & Cloth SARL",
    represented: "Camille Exemple",
    register: "RCS Lyon 000 000 000",
    vat: "FR00000000000",
    street: "1 rue de l’Exemple",
    postalCode: "69001",
    city: "Lyon",
    country: "FR",
    email: "orders@kiln-and-cloth.example",
    phone: null,
  },
  currencies: {
    unit: "eur",
    rates: {
      eur: { rate: 1, rounding: "whole" },
      usd: { rate: 1.1, rounding: ".99", countries: ["US"] },
      gbp: { rate: 0.9, countries: ["GB"] },
      chf: { rate: 1, rounding: "fives", countries: ["CH"] },
      jpy: { rate: 160, rounding: "whole", countries: ["JP"] },
      kwd: { rate: 0.35, countries: ["KW"] },
    },
  },
  desk: { secondPersonAbove: 1000 },
  news: { asked: true },
  demonstration: true,
  sellsToConsumers: true,
  social: {},
};

export default store;
