import type { SeedCategory } from "./types";

export const textiles: SeedCategory = {
  slug: "textiles",
  name: { en: "Textiles", fr: "Textile", de: "Textilien" },
  description: {
    en: "Linen and wool that get better with washing, in colours that go together.",
    fr: "Du lin et de la laine qui s’embellissent au lavage, dans des couleurs qui s’accordent.",
    de: "Leinen und Wolle, die mit jeder Wäsche schöner werden, in Farben, die zusammenpassen.",
  },
  products: [
    {
      slug: "wool-blanket",
      sku: "KC-BLANKET",
      name: { en: "Wool blanket", fr: "Couverture en laine", de: "Wolldecke" },
      description: {
        en: "Woven from undyed and dyed lambswool, brushed once and finished with a short fringe. Warm without weight.",
        fr: "Tissée en laine d’agneau naturelle et teinte, grattée une fois, finie d’une courte frange. Chaude sans peser.",
        de: "Gewebt aus naturbelassener und gefärbter Lammwolle, einmal geraut und mit kurzen Fransen. Warm, ohne schwer zu sein.",
      },
      details: [
        { en: "100 % lambswool", fr: "100 % laine d’agneau", de: "100 % Lammwolle" },
        {
          en: "Wash cool on a wool cycle",
          fr: "Lavage froid, programme laine",
          de: "Kalt waschen, Wollprogramm",
        },
      ],
      price: 129,
      colours: ["fog", "ochre"],
      sizes: [
        { key: "M", label: { en: "130 × 180 cm", fr: "130 × 180 cm", de: "130 × 180 cm" }, price: 129 },
        { key: "L", label: { en: "180 × 220 cm", fr: "180 × 220 cm", de: "180 × 220 cm" }, price: 179 },
      ],
      stock: { "KC-BLANKET-OCHRE-L": 1 },
      featured: true,
    },
    {
      slug: "cushion-cover",
      sku: "KC-CUSHION",
      name: { en: "Linen cushion cover", fr: "Housse de coussin en lin", de: "Kissenbezug aus Leinen" },
      description: {
        en: "Heavy washed linen with a woven stripe and a hidden zip. Softer after each wash.",
        fr: "Lin lourd lavé, rayure tissée, fermeture cachée. Plus douce à chaque lavage.",
        de: "Schweres, vorgewaschenes Leinen mit Webstreifen und verdecktem Reißverschluss. Nach jeder Wäsche weicher.",
      },
      details: [
        { en: "100 % European linen", fr: "100 % lin européen", de: "100 % europäisches Leinen" },
        {
          en: "Wash at 40 °C, no need to iron",
          fr: "Lavage à 40 °C, sans repassage",
          de: "Waschbar bei 40 °C, kein Bügeln nötig",
        },
      ],
      price: 39,
      colours: ["madder", "moss", "oat"],
      sizes: [
        { key: "40", label: { en: "40 × 40 cm", fr: "40 × 40 cm", de: "40 × 40 cm" }, price: 39 },
        { key: "50", label: { en: "50 × 50 cm", fr: "50 × 50 cm", de: "50 × 50 cm" }, price: 48 },
      ],
    },
    {
      slug: "linen-napkins",
      sku: "KC-NAPKINS",
      name: {
        en: "Linen napkins, set of four",
        fr: "Serviettes en lin, lot de quatre",
        de: "Leinenservietten, vier Stück",
      },
      description: {
        en: "Generous squares with a mitred hem. They come out of the wash creased, and look right that way.",
        fr: "De grands carrés à l’ourlet en onglet. Ils sortent froissés de la machine, et c’est ainsi qu’ils sont beaux.",
        de: "Großzügige Quadrate mit Briefecken. Sie kommen zerknittert aus der Wäsche, und genau so sehen sie gut aus.",
      },
      details: [
        { en: "100 % linen, 45 × 45 cm", fr: "100 % lin, 45 × 45 cm", de: "100 % Leinen, 45 × 45 cm" },
        { en: "Wash at 60 °C", fr: "Lavage à 60 °C", de: "Waschbar bei 60 °C" },
      ],
      price: 36,
      colours: ["oat", "madder", "slate"],
      featured: true,
    },
    {
      slug: "tea-towel",
      sku: "KC-TOWEL",
      name: { en: "Tea towel", fr: "Torchon", de: "Geschirrtuch" },
      description: {
        en: "Half linen, half cotton, with a loop to hang it by. Dries a glass without leaving a thread.",
        fr: "Moitié lin, moitié coton, avec une boucle pour l’accrocher. Essuie un verre sans laisser un fil.",
        de: "Halb Leinen, halb Baumwolle, mit Schlaufe zum Aufhängen. Trocknet Gläser, ohne zu fusseln.",
      },
      details: [
        {
          en: "Linen and cotton, 50 × 70 cm",
          fr: "Lin et coton, 50 × 70 cm",
          de: "Leinen und Baumwolle, 50 × 70 cm",
        },
        { en: "Wash at 60 °C", fr: "Lavage à 60 °C", de: "Waschbar bei 60 °C" },
      ],
      price: 14,
      colours: ["ink", "rose"],
    },
  ],
};
