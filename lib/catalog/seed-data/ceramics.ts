import type { SeedCategory } from "./types";

export const ceramics: SeedCategory = {
  slug: "ceramics",
  name: { en: "Ceramics", fr: "Céramique" },
  description: {
    en: "Stoneware thrown in small batches, fired twice, glazed to be used every day.",
    fr: "Du grès tourné en petites séries, cuit deux fois, émaillé pour servir tous les jours.",
  },
  products: [
    {
      slug: "stoneware-mug",
      sku: "KC-MUG",
      name: { en: "Stoneware mug", fr: "Mug en grès" },
      description: {
        en: "A thrown mug with a matt glaze outside and a smooth one inside. The handle takes three fingers; the foot is left bare, so that you can see what it is made of.",
        fr: "Un mug tourné, émail mat dehors, lisse dedans. L’anse laisse passer trois doigts ; le pied reste nu, pour que l’on voie de quoi il est fait.",
      },
      details: [
        { en: "Stoneware, 32 cl, 9 cm high", fr: "Grès, 32 cl, hauteur 9 cm" },
        { en: "Dishwasher and microwave", fr: "Lave-vaisselle et micro-ondes" },
      ],
      price: 24,
      stock: { "KC-MUG": 5000 },
      featured: true,
    },
    {
      slug: "dinner-plate",
      sku: "KC-PLATE",
      name: { en: "Dinner plate", fr: "Assiette plate" },
      description: {
        en: "Flat, with a rim just high enough to catch the sauce. The glaze breaks to bare clay at the edge, a little differently on each.",
        fr: "Plate, avec un bord juste assez haut pour retenir la sauce. L’émail s’efface sur l’arête, un peu autrement sur chacune.",
      },
      details: [
        { en: "Stoneware, stacks well", fr: "Grès, s’empile bien" },
        { en: "Dishwasher and microwave", fr: "Lave-vaisselle et micro-ondes" },
      ],
      price: 28,
      colours: ["moss", "chalk", "clay"],
      sizes: [
        { key: "22", label: { en: "22 cm", fr: "22 cm" }, price: 22 },
        { key: "27", label: { en: "27 cm", fr: "27 cm" }, price: 28 },
      ],
    },
    {
      slug: "pouring-jug",
      sku: "KC-JUG",
      name: { en: "Pouring jug", fr: "Pichet verseur" },
      description: {
        en: "For water at lunch and branches after it. The lip is pulled by hand and cuts the drop cleanly.",
        fr: "Pour l’eau du déjeuner, puis pour quelques branches. Le bec, tiré à la main, coupe net la goutte.",
      },
      details: [
        { en: "Stoneware, glazed inside and out", fr: "Grès, émaillé dedans et dehors" },
        { en: "Dishwasher safe", fr: "Passe au lave-vaisselle" },
      ],
      price: 38,
      colours: ["chalk", "ink"],
      sizes: [
        { key: "S", label: { en: "0.5 l", fr: "0,5 l" }, price: 38 },
        { key: "L", label: { en: "1 l", fr: "1 l" }, price: 52 },
      ],
      stock: { "KC-JUG-INK-L": 0 },
      featured: true,
    },
    {
      slug: "bud-vase",
      sku: "KC-VASE",
      name: { en: "Bud vase", fr: "Soliflore" },
      description: {
        en: "A round belly and a narrow neck: one stem stands up straight in it, and that is enough.",
        fr: "Un ventre rond, un col étroit : une seule tige y tient droite, et cela suffit.",
      },
      details: [
        { en: "Stoneware, 16 cm high", fr: "Grès, hauteur 16 cm" },
        { en: "Watertight", fr: "Étanche" },
      ],
      price: 32,
      colours: ["rose", "ochre", "fog"],
      featured: true,
    },
    {
      slug: "serving-bowl",
      sku: "KC-BOWL",
      name: { en: "Serving bowl", fr: "Saladier" },
      description: {
        en: "Wide and low, for salads, fruit, or bread under a cloth. Heavy enough to stay where you put it.",
        fr: "Large et bas, pour les salades, les fruits ou le pain sous un linge. Assez lourd pour ne pas bouger.",
      },
      details: [
        { en: "Stoneware, oven safe to 180 °C", fr: "Grès, au four jusqu’à 180 °C" },
        { en: "Dishwasher safe", fr: "Passe au lave-vaisselle" },
      ],
      price: 44,
      colours: ["chalk", "moss"],
      sizes: [
        { key: "20", label: { en: "20 cm", fr: "20 cm" }, price: 44 },
        { key: "28", label: { en: "28 cm", fr: "28 cm" }, price: 62 },
      ],
    },
  ],
};
