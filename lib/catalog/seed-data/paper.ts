import type { SeedCategory } from "./types";

export const paper: SeedCategory = {
  slug: "paper",
  name: { en: "Paper", fr: "Papier", de: "Papier" },
  description: {
    en: "Things to write in, write on and wrap with, from mills that still make it slowly.",
    fr: "De quoi écrire et emballer, par des moulins qui prennent encore leur temps.",
    de: "Zum Schreiben und Verpacken, aus Mühlen, die sich noch Zeit lassen.",
  },
  products: [
    {
      slug: "cloth-notebook",
      sku: "KC-NOTEBOOK",
      name: { en: "Cloth-bound notebook", fr: "Carnet relié en toile", de: "Notizbuch mit Leineneinband" },
      description: {
        en: "Sewn, so that it lies flat. 160 plain pages of paper that ink does not go through, and one ribbon.",
        fr: "Cousu, donc il reste ouvert à plat. 160 pages unies que l’encre ne traverse pas, et un signet.",
        de: "Fadengeheftet, damit es flach aufliegt. 160 blanko Seiten, durch die keine Tinte dringt, und ein Leseband.",
      },
      details: [
        {
          en: "Book cloth over board, 100 g paper",
          fr: "Toile sur carton, papier 100 g",
          de: "Buchleinen auf Karton, Papier 100 g",
        },
        { en: "Thread sewn", fr: "Cousu au fil", de: "Fadenheftung" },
      ],
      price: 12,
      colours: ["ink", "clay", "moss"],
      sizes: [
        { key: "A6", label: { en: "A6", fr: "A6", de: "A6" }, price: 12 },
        { key: "A5", label: { en: "A5", fr: "A5", de: "A5" }, price: 18 },
      ],
      featured: true,
    },
    {
      slug: "cedar-pencil",
      sku: "KC-PENCIL",
      name: { en: "Cedar pencil", fr: "Crayon en cèdre", de: "Bleistift aus Zedernholz" },
      description: {
        en: "A soft dark lead in unpainted cedar. Sharpen it for the smell alone.",
        fr: "Une mine tendre et sombre dans du cèdre brut. À tailler, ne serait-ce que pour l’odeur.",
        de: "Eine weiche, dunkle Mine in unlackiertem Zedernholz. Allein der Duft lohnt das Spitzen.",
      },
      details: [
        { en: "2B, round, 18 cm", fr: "2B, rond, 18 cm", de: "2B, rund, 18 cm" },
        {
          en: "Cedar from managed forests",
          fr: "Cèdre de forêts gérées",
          de: "Zedernholz aus nachhaltiger Forstwirtschaft",
        },
      ],
      price: 0.9,
    },
    {
      slug: "letter-set",
      sku: "KC-LETTERS",
      name: { en: "Letter set", fr: "Nécessaire à lettres", de: "Briefset" },
      description: {
        en: "Twenty sheets and twenty lined envelopes: for the letters that should not be messages.",
        fr: "Vingt feuilles et vingt enveloppes doublées : pour les lettres qui ne doivent pas être des messages.",
        de: "Zwanzig Bögen und zwanzig gefütterte Umschläge: für alles, was keine Kurznachricht sein soll.",
      },
      details: [
        { en: "Cotton paper, 120 g", fr: "Papier de coton, 120 g", de: "Baumwollpapier, 120 g" },
        { en: "Envelopes 16 × 11 cm", fr: "Enveloppes 16 × 11 cm", de: "Umschläge 16 × 11 cm" },
      ],
      price: 16,
      colours: ["rose", "fog"],
    },
    {
      slug: "wrapping-paper",
      sku: "KC-WRAP",
      name: { en: "Printed wrapping paper", fr: "Papier cadeau imprimé", de: "Bedrucktes Geschenkpapier" },
      description: {
        en: "Printed from cut blocks on strong uncoated paper. Keep the sheet: it folds well a second time.",
        fr: "Imprimé à la planche sur un papier fort non couché. Gardez la feuille : elle se plie très bien une seconde fois.",
        de: "Mit geschnittenen Stöcken auf kräftiges Naturpapier gedruckt. Heben Sie den Bogen auf: Er lässt sich gut ein zweites Mal falten.",
      },
      details: [
        {
          en: "Three sheets, 50 × 70 cm, rolled",
          fr: "Trois feuilles, 50 × 70 cm, roulées",
          de: "Drei Bögen, 50 × 70 cm, gerollt",
        },
        {
          en: "Recycled paper, plant inks",
          fr: "Papier recyclé, encres végétales",
          de: "Recyclingpapier, Pflanzenfarben",
        },
      ],
      price: 8,
      colours: ["ochre", "moss"],
    },
    {
      slug: "desk-tray",
      sku: "KC-TRAY",
      name: { en: "Pressed paper tray", fr: "Plateau en papier pressé", de: "Tablett aus gepresstem Papier" },
      description: {
        en: "Paper pulp pressed until it is as hard as wood, then waxed. For pens, keys and the post.",
        fr: "De la pâte à papier pressée jusqu’à devenir dure comme du bois, puis cirée. Pour les stylos, les clés, le courrier.",
        de: "Papierbrei, hart wie Holz gepresst und dann gewachst. Für Stifte, Schlüssel und die Post.",
      },
      details: [
        {
          en: "Recycled fibre, 26 × 18 cm",
          fr: "Fibres recyclées, 26 × 18 cm",
          de: "Recyclingfasern, 26 × 18 cm",
        },
        { en: "Wipe clean", fr: "Se nettoie d’un coup de chiffon", de: "Feucht abwischbar" },
      ],
      price: 26,
      colours: ["oat", "slate"],
    },
  ],
};
