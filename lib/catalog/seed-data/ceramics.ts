import type { SeedCategory } from "./types";

export const ceramics: SeedCategory = {
  slug: "ceramics",
  name: { en: "Ceramics", fr: "Céramique", de: "Keramik" },
  description: {
    en: "Stoneware thrown in small batches, fired twice, glazed to be used every day.",
    fr: "Du grès tourné en petites séries, cuit deux fois, émaillé pour servir tous les jours.",
    de: "Steinzeug, in kleinen Serien gedreht, zweimal gebrannt und für jeden Tag glasiert.",
  },
  products: [
    {
      slug: "stoneware-mug",
      sku: "KC-MUG",
      name: { en: "Stoneware mug", fr: "Mug en grès", de: "Steinzeugbecher" },
      description: {
        en: "A thrown mug with a matt glaze outside and a smooth one inside. The handle takes three fingers; the foot is left bare, so that you can see what it is made of.",
        fr: "Un mug tourné, émail mat dehors, lisse dedans. L’anse laisse passer trois doigts ; le pied reste nu, pour que l’on voie de quoi il est fait.",
        de: "Ein gedrehter Becher, außen matt glasiert, innen glatt. Der Henkel fasst drei Finger; der Fuß bleibt unglasiert, damit man sieht, woraus er gemacht ist.",
      },
      details: [
        {
          en: "Stoneware, 32 cl, 9 cm high",
          fr: "Grès, 32 cl, hauteur 9 cm",
          de: "Steinzeug, 320 ml, 9 cm hoch",
        },
        {
          en: "Dishwasher and microwave",
          fr: "Lave-vaisselle et micro-ondes",
          de: "Für Spülmaschine und Mikrowelle",
        },
      ],
      price: 24,
      stock: { "KC-MUG": 5000 },
      featured: true,
    },
    {
      slug: "dinner-plate",
      sku: "KC-PLATE",
      name: { en: "Dinner plate", fr: "Assiette plate", de: "Speiseteller" },
      description: {
        en: "Flat, with a rim just high enough to catch the sauce. The glaze breaks to bare clay at the edge, a little differently on each.",
        fr: "Plate, avec un bord juste assez haut pour retenir la sauce. L’émail s’efface sur l’arête, un peu autrement sur chacune.",
        de: "Flach, mit einem Rand, der gerade hoch genug für die Soße ist. An der Kante bricht die Glasur bis zum Ton auf, bei jedem Teller ein wenig anders.",
      },
      details: [
        { en: "Stoneware, stacks well", fr: "Grès, s’empile bien", de: "Steinzeug, gut stapelbar" },
        {
          en: "Dishwasher and microwave",
          fr: "Lave-vaisselle et micro-ondes",
          de: "Für Spülmaschine und Mikrowelle",
        },
      ],
      price: 28,
      colours: ["moss", "chalk", "clay"],
      sizes: [
        { key: "22", label: { en: "22 cm", fr: "22 cm", de: "22 cm" }, price: 22 },
        { key: "27", label: { en: "27 cm", fr: "27 cm", de: "27 cm" }, price: 28 },
      ],
    },
    {
      slug: "pouring-jug",
      sku: "KC-JUG",
      name: { en: "Pouring jug", fr: "Pichet verseur", de: "Krug" },
      description: {
        en: "For water at lunch and branches after it. The lip is pulled by hand and cuts the drop cleanly.",
        fr: "Pour l’eau du déjeuner, puis pour quelques branches. Le bec, tiré à la main, coupe net la goutte.",
        de: "Mittags für Wasser, danach für Zweige. Der Ausguss ist von Hand gezogen und tropft nicht nach.",
      },
      details: [
        {
          en: "Stoneware, glazed inside and out",
          fr: "Grès, émaillé dedans et dehors",
          de: "Steinzeug, innen und außen glasiert",
        },
        { en: "Dishwasher safe", fr: "Passe au lave-vaisselle", de: "Spülmaschinenfest" },
      ],
      price: 38,
      colours: ["chalk", "ink"],
      sizes: [
        { key: "S", label: { en: "0.5 l", fr: "0,5 l", de: "0,5 l" }, price: 38 },
        { key: "L", label: { en: "1 l", fr: "1 l", de: "1 l" }, price: 52 },
      ],
      stock: { "KC-JUG-INK-L": 0 },
      featured: true,
    },
    {
      slug: "bud-vase",
      sku: "KC-VASE",
      name: { en: "Bud vase", fr: "Soliflore", de: "Knospenvase" },
      description: {
        en: "A round belly and a narrow neck: one stem stands up straight in it, and that is enough.",
        fr: "Un ventre rond, un col étroit : une seule tige y tient droite, et cela suffit.",
        de: "Runder Bauch, schmaler Hals: Ein einzelner Stiel steht darin aufrecht, und das genügt.",
      },
      details: [
        { en: "Stoneware, 16 cm high", fr: "Grès, hauteur 16 cm", de: "Steinzeug, 16 cm hoch" },
        { en: "Watertight", fr: "Étanche", de: "Wasserdicht" },
      ],
      price: 32,
      colours: ["rose", "ochre", "fog"],
      featured: true,
    },
    {
      slug: "serving-bowl",
      sku: "KC-BOWL",
      name: { en: "Serving bowl", fr: "Saladier", de: "Servierschale" },
      description: {
        en: "Wide and low, for salads, fruit, or bread under a cloth. Heavy enough to stay where you put it.",
        fr: "Large et bas, pour les salades, les fruits ou le pain sous un linge. Assez lourd pour ne pas bouger.",
        de: "Weit und niedrig, für Salat, Obst oder Brot unter einem Tuch. Schwer genug, um stehen zu bleiben, wo man sie hinstellt.",
      },
      details: [
        {
          en: "Stoneware, oven safe to 180 °C",
          fr: "Grès, au four jusqu’à 180 °C",
          de: "Steinzeug, ofenfest bis 180 °C",
        },
        { en: "Dishwasher safe", fr: "Passe au lave-vaisselle", de: "Spülmaschinenfest" },
      ],
      price: 44,
      colours: ["chalk", "moss"],
      sizes: [
        { key: "20", label: { en: "20 cm", fr: "20 cm", de: "20 cm" }, price: 44 },
        { key: "28", label: { en: "28 cm", fr: "28 cm", de: "28 cm" }, price: 62 },
      ],
    },
  ],
};
