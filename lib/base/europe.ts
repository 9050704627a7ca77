const EUROPE = new Set(
  [
    "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT",
    "JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK",
  ].flatMap((codes) => codes.split(" ")),
);

/** Whether a country is in Europe; `country` is ISO 3166-1 alpha-2. */
export function isInEurope(country: string): boolean {
  return EUROPE.has(country);
}
