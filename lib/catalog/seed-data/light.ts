import type { SeedCategory } from "./types";

export const light: SeedCategory = {
  slug: "light",
  name: { en: "Light", fr: "Lumière", de: "Licht" },
  description: {
    en: "Lamps to read by, candles to talk by, and lanterns for the rest of the room.",
    fr: "Des lampes pour lire, des bougies pour parler, et des lanternes pour le reste de la pièce.",
    de: "Lampen zum Lesen, Kerzen zum Reden und Laternen für den Rest des Raums.",
  },
  products: [
    {
      slug: "table-lamp",
      sku: "KC-LAMP",
      name: { en: "Stoneware table lamp", fr: "Lampe de table en grès", de: "Tischlampe aus Steinzeug" },
      description: {
        en: "A turned stoneware foot under a linen shade. The light falls on the page and leaves the room quiet.",
        fr: "Un pied en grès tourné sous un abat-jour en lin. La lumière tombe sur la page et laisse la pièce tranquille.",
        de: "Ein gedrehter Fuß aus Steinzeug unter einem Schirm aus Leinen. Das Licht fällt auf die Buchseite, und der Raum bleibt ruhig.",
      },
      details: [
        {
          en: "E27, up to 10 W LED; bulb not included",
          fr: "E27, LED 10 W max. ; ampoule non fournie",
          de: "E27, LED bis 10 W; ohne Leuchtmittel",
        },
        {
          en: "42 cm high, cloth cord with a switch",
          fr: "Hauteur 42 cm, fil textile avec interrupteur",
          de: "42 cm hoch, Textilkabel mit Schalter",
        },
      ],
      price: 145,
      colours: ["chalk", "clay", "ink"],
      featured: true,
    },
    {
      slug: "paper-lantern",
      sku: "KC-LANTERN",
      name: { en: "Paper lantern", fr: "Lanterne en papier", de: "Papierlaterne" },
      description: {
        en: "Mulberry paper on bamboo ribs. It folds flat, weighs nothing, and makes any bulb kind.",
        fr: "Papier de mûrier sur nervures de bambou. Elle se plie à plat, ne pèse rien et adoucit toute ampoule.",
        de: "Maulbeerpapier auf Bambusrippen. Sie lässt sich flach zusammenlegen, wiegt fast nichts und macht jedes Licht weich.",
      },
      details: [
        { en: "Hanging kit sold with it", fr: "Livrée avec sa suspension", de: "Mit Aufhängung" },
        { en: "E27, up to 8 W LED", fr: "E27, LED 8 W max.", de: "E27, LED bis 8 W" },
      ],
      price: 34,
      sizes: [
        { key: "30", label: { en: "30 cm", fr: "30 cm", de: "30 cm" }, price: 34 },
        { key: "45", label: { en: "45 cm", fr: "45 cm", de: "45 cm" }, price: 46 },
        { key: "60", label: { en: "60 cm", fr: "60 cm", de: "60 cm" }, price: 64 },
      ],
    },
    {
      slug: "pendant-shade",
      sku: "KC-PENDANT",
      name: {
        en: "Spun pendant shade",
        fr: "Suspension en métal repoussé",
        de: "Pendelleuchte aus gedrücktem Metall",
      },
      description: {
        en: "A spun metal dome, matt outside and pale inside, to hang low over a table.",
        fr: "Un dôme de métal repoussé, mat dehors, clair dedans, à suspendre bas au-dessus d’une table.",
        de: "Eine Kuppel aus gedrücktem Metall, außen matt und innen hell, für tief über dem Tisch.",
      },
      details: [
        {
          en: "Powder-coated steel, or brass",
          fr: "Acier thermolaqué, ou laiton",
          de: "Pulverbeschichteter Stahl oder Messing",
        },
        { en: "E27, 2 m cloth cord", fr: "E27, fil textile de 2 m", de: "E27, Textilkabel 2 m" },
      ],
      price: 98,
      colours: ["moss", "chalk", "brass"],
      sizes: [
        { key: "24", label: { en: "24 cm", fr: "24 cm", de: "24 cm" }, price: 98 },
        { key: "36", label: { en: "36 cm", fr: "36 cm", de: "36 cm" }, price: 138 },
      ],
    },
    {
      slug: "beeswax-candles",
      sku: "KC-CANDLES",
      name: {
        en: "Beeswax candles, a pair",
        fr: "Bougies en cire d’abeille, la paire",
        de: "Bienenwachskerzen, ein Paar",
      },
      description: {
        en: "Dipped by hand, eleven times. They burn slowly, smell faintly of honey and do not drip.",
        fr: "Trempées à la main, onze fois. Elles brûlent lentement, sentent un peu le miel et ne coulent pas.",
        de: "Von Hand gezogen, elf Mal. Sie brennen langsam, duften leicht nach Honig und tropfen nicht.",
      },
      details: [
        {
          en: "Pure beeswax, 25 cm, about 9 hours",
          fr: "Cire d’abeille pure, 25 cm, environ 9 heures",
          de: "Reines Bienenwachs, 25 cm, etwa 9 Stunden",
        },
        { en: "Fits a 22 mm holder", fr: "Pour bougeoir de 22 mm", de: "Für Halter mit 22 mm" },
      ],
      price: 14,
      colours: ["honey", "madder", "slate"],
      featured: true,
    },
    {
      slug: "candle-holder",
      sku: "KC-HOLDER",
      name: { en: "Candle holder", fr: "Bougeoir", de: "Kerzenhalter" },
      description: {
        en: "A low dish with a finger ring, for carrying a light to bed.",
        fr: "Une coupelle basse à anneau, pour emporter une lumière jusqu’au lit.",
        de: "Eine niedrige Schale mit Fingerring, um ein Licht mit ans Bett zu nehmen.",
      },
      details: [
        { en: "Holds a 22 mm candle", fr: "Pour bougie de 22 mm", de: "Für Kerzen mit 22 mm" },
        { en: "Felt under the foot", fr: "Feutre sous le pied", de: "Filz unter dem Fuß" },
      ],
      price: 29,
      colours: ["brass", "chalk"],
    },
  ],
};
