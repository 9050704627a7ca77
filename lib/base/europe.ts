const EUROPE = new Set(
  [
    "AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT",
    "JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK",
  ].flatMap((codes) => codes.split(" ")),
);

const EEA = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK".split(" "),
);

/** Whether the EU's rules for consumers hold in a country: the EU with Iceland, Liechtenstein and Norway. `country` is ISO 3166-1 alpha-2. */
export function isInEea(country: string): boolean {
  return EEA.has(country);
}

/** Whether a country is in Europe; `country` is ISO 3166-1 alpha-2. */
export function isInEurope(country: string): boolean {
  return EUROPE.has(country);
}
