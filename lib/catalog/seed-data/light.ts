import type { SeedCategory } from "./types";

export const light: SeedCategory = {
  slug: "light",
  name: { en: "Light", fr: "Lumière" },
  description: {
    en: "Lamps to read by, candles to talk by, and lanterns for the rest of the room.",
    fr: "Des lampes pour lire, des bougies pour parler, et des lanternes pour le reste de la pièce.",
  },
  products: [
    {
      slug: "table-lamp",
      sku: "KC-LAMP",
      name: { en: "Stoneware table lamp", fr: "Lampe de table en grès" },
      description: {
        en: "A turned stoneware foot under a linen shade. The light falls on the page and leaves the room quiet.",
        fr: "Un pied en grès tourné sous un abat-jour en lin. La lumière tombe sur la page et laisse la pièce tranquille.",
      },
      details: [
        { en: "E27, up to 10 W LED; bulb not included", fr: "E27, LED 10 W max. ; ampoule non fournie" },
        { en: "42 cm high, cloth cord with a switch", fr: "Hauteur 42 cm, fil textile avec interrupteur" },
      ],
      price: 145,
      colours: ["chalk", "clay", "ink"],
      featured: true,
    },
    {
      slug: "paper-lantern",
      sku: "KC-LANTERN",
      name: { en: "Paper lantern", fr: "Lanterne en papier" },
      description: {
        en: "Mulberry paper on bamboo ribs. It folds flat, weighs nothing, and makes any bulb kind.",
        fr: "Papier de mûrier sur nervures de bambou. Elle se plie à plat, ne pèse rien et adoucit toute ampoule.",
      },
      details: [
        { en: "Hanging kit sold with it", fr: "Livrée avec sa suspension" },
        { en: "E27, up to 8 W LED", fr: "E27, LED 8 W max." },
      ],
      price: 34,
      sizes: [
        { key: "30", label: { en: "30 cm", fr: "30 cm" }, price: 34 },
        { key: "45", label: { en: "45 cm", fr: "45 cm" }, price: 46 },
        { key: "60", label: { en: "60 cm", fr: "60 cm" }, price: 64 },
      ],
    },
    {
      slug: "pendant-shade",
      sku: "KC-PENDANT",
      name: { en: "Spun pendant shade", fr: "Suspension en métal repoussé" },
      description: {
        en: "A spun metal dome, matt outside and pale inside, to hang low over a table.",
        fr: "Un dôme de métal repoussé, mat dehors, clair dedans, à suspendre bas au-dessus d’une table.",
      },
      details: [
        { en: "Powder-coated steel, or brass", fr: "Acier thermolaqué, ou laiton" },
        { en: "E27, 2 m cloth cord", fr: "E27, fil textile de 2 m" },
      ],
      price: 98,
      colours: ["moss", "chalk", "brass"],
      sizes: [
        { key: "24", label: { en: "24 cm", fr: "24 cm" }, price: 98 },
        { key: "36", label: { en: "36 cm", fr: "36 cm" }, price: 138 },
      ],
    },
    {
      slug: "beeswax-candles",
      sku: "KC-CANDLES",
      name: { en: "Beeswax candles, a pair", fr: "Bougies en cire d’abeille, la paire" },
      description: {
        en: "Dipped by hand, eleven times. They burn slowly, smell faintly of honey and do not drip.",
        fr: "Trempées à la main, onze fois. Elles brûlent lentement, sentent un peu le miel et ne coulent pas.",
      },
      details: [
        { en: "Pure beeswax, 25 cm, about 9 hours", fr: "Cire d’abeille pure, 25 cm, environ 9 heures" },
        { en: "Fits a 22 mm holder", fr: "Pour bougeoir de 22 mm" },
      ],
      price: 14,
      colours: ["honey", "madder", "slate"],
      featured: true,
    },
    {
      slug: "candle-holder",
      sku: "KC-HOLDER",
      name: { en: "Candle holder", fr: "Bougeoir" },
      description: {
        en: "A low dish with a finger ring, for carrying a light to bed.",
        fr: "Une coupelle basse à anneau, pour emporter une lumière jusqu’au lit.",
      },
      details: [
        { en: "Holds a 22 mm candle", fr: "Pour bougie de 22 mm" },
        { en: "Felt under the foot", fr: "Feutre sous le pied" },
      ],
      price: 29,
      colours: ["brass", "chalk"],
    },
  ],
};
