import { bowl, jug, mug, plates, vase } from "./ceramics";
import { mix } from "./colour";
import { candles, holder, lamp, lantern, pendant } from "./light";
import { letters, notebook, pencils, rolls, tray } from "./paper";
import type { Drawing, Place } from "./scene";
import { n, Sheet } from "./sheet";
import { blanket, cushion, napkins, towel } from "./textiles";

type Draw = (sheet: Sheet, place: Place, colour: string) => string;

type Recipe = {
  draw: Draw;
  place: Place;
  ground: keyof typeof GROUNDS;
  horizon?: number;
  zoom?: number;
};

/** Tints of the walls, which every glaze contrasts with. */
const GROUNDS = {
  sand: "#dccfb9",
  sage: "#c3cbb9",
  sky: "#bfcbd0",
  blush: "#dfc4b5",
  straw: "#e0cd9f",
  stone: "#cfcbc4",
  dusk: "#a9b0b4",
} as const;

const RECIPES: Record<string, Recipe> = {
  "stoneware-mug": { zoom: 1.22, draw: mug, place: { x: 378, y: 792 }, ground: "sage" },
  "dinner-plate": { zoom: 1.06, draw: plates, place: { x: 400, y: 800 }, ground: "blush" },
  "pouring-jug": {
    draw: (sheet, place, colour) => jug(sheet, place, colour),
    place: { x: 392, y: 826 },
    ground: "sand",
  },
  "bud-vase": { zoom: 1.14, draw: vase, place: { x: 404, y: 820 }, ground: "sky" },
  "serving-bowl": {
    zoom: 1.1,
    draw: (sheet, place, colour) => bowl(sheet, place, colour),
    place: { x: 400, y: 806 },
    ground: "straw",
  },
  "wool-blanket": { zoom: 1.08, draw: blanket, place: { x: 396, y: 820 }, ground: "stone" },
  "cushion-cover": { draw: cushion, place: { x: 398, y: 838 }, ground: "sky" },
  "linen-napkins": { zoom: 1.18, draw: napkins, place: { x: 400, y: 806 }, ground: "sage" },
  "tea-towel": { zoom: 1.16, draw: towel, place: { x: 400, y: 800 }, ground: "straw", horizon: 930 },
  "cloth-notebook": { zoom: 1.1, draw: notebook, place: { x: 376, y: 800 }, ground: "sand", horizon: 520 },
  "cedar-pencil": { zoom: 1.12, draw: pencils, place: { x: 400, y: 690 }, ground: "sky", horizon: 420 },
  "letter-set": { draw: letters, place: { x: 400, y: 760 }, ground: "stone", horizon: 330 },
  "wrapping-paper": { zoom: 1.12, draw: rolls, place: { x: 400, y: 806 }, ground: "blush" },
  "desk-tray": { draw: tray, place: { x: 400, y: 800 }, ground: "sage", horizon: 520 },
  "table-lamp": { zoom: 1.14, draw: lamp, place: { x: 400, y: 836 }, ground: "dusk" },
  "paper-lantern": {
    draw: (sheet, place) => lantern(sheet, place),
    place: { x: 400, y: 400 },
    ground: "blush",
    horizon: 760,
  },
  "pendant-shade": {
    draw: (sheet, place, colour) => pendant(sheet, place, colour),
    place: { x: 400, y: 500 },
    ground: "sand",
    horizon: 760,
  },
  "beeswax-candles": { zoom: 1.12, draw: candles, place: { x: 396, y: 806 }, ground: "dusk" },
  "candle-holder": { zoom: 1.06, draw: holder, place: { x: 372, y: 800 }, ground: "sage" },
};

/** The colour of products that come in one colour only. */
const OWN_COLOUR = "#dcd6c8";

/** @param colour that of the option value it shows, if any */
export function productPicture(slug: string, colour?: string): Drawing {
  const recipe = RECIPES[slug];
  if (!recipe) throw new Error(`there is no recipe to draw ${slug}`);
  const sheet = new Sheet(slug);
  const swatch = colour ?? OWN_COLOUR;
  return {
    sheet,
    size: { width: 800, height: 1000 },
    // Some of the thing's own colour, so that the pictures of a product differ.
    tint: colour ? mix(GROUNDS[recipe.ground], swatch, 0.1) : GROUNDS[recipe.ground],
    horizon: recipe.horizon ?? 664,
    body: nearer(recipe.draw(sheet, recipe.place, swatch), recipe.zoom ?? 1),
  };
}

/** Enlarges a drawing around the place where things stand. */
function nearer(body: string, zoom: number): string {
  const [x, y] = [400 * (1 - zoom), 800 * (1 - zoom)];
  return `<g transform="translate(${n(x)} ${n(y)}) scale(${zoom})">${body}</g>`;
}

const HERO = {
  chalk: "#e4dfd3",
  moss: "#6d7852",
  clay: "#b5664a",
  ochre: "#c48f3a",
  ink: "#2f3f52",
  madder: "#973f37",
} as const;

export function heroPicture(): Drawing {
  const sheet = new Sheet("hero");
  const group = (dx: number, dy: number, scale: number, body: string) =>
    `<g transform="translate(${dx} ${dy}) scale(${scale})">${body}</g>`;
  const at = { x: 0, y: 0 };
  const body = [
    group(250, 812, 0.94, jug(sheet, at, HERO.chalk)),
    group(905, 790, 0.92, lamp(sheet, at, HERO.ink)),
    group(590, 850, 0.86, bowl(sheet, at, HERO.moss)),
    group(1210, 872, 0.82, blanket(sheet, at, HERO.ochre)),
    group(330, 985, 0.8, plates(sheet, at, HERO.clay)),
    group(820, 975, 0.74, mug(sheet, at, HERO.madder)),
  ].join("");
  return { sheet, size: { width: 1400, height: 1100 }, tint: "#cbc9b6", horizon: 690, body };
}
