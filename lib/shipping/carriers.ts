/** Carriers whose tracking page is known; `{number}` stands for the parcel's number. */
const PAGES: Readonly<Record<string, string>> = {
  "Austrian Post": "https://www.post.at/sv/sendungssuche?snr={number}",
  bpost: "https://track.bpost.cloud/btr/web/#/search?itemCode={number}",
  Chronopost: "https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={number}",
  Colissimo: "https://www.laposte.fr/outils/suivre-vos-envois?code={number}",
  Correos: "https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number={number}",
  "Deutsche Post": "https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode={number}",
  DHL: "https://www.dhl.com/en/express/tracking.html?AWB={number}&brand=DHL",
  DPD: "https://tracking.dpd.de/status/en_US/parcel/{number}",
  FedEx: "https://www.fedex.com/fedextrack/?trknbr={number}",
  GLS: "https://gls-group.com/track/{number}",
  Hermes: "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation#{number}",
  InPost: "https://inpost.pl/sledzenie-przesylek?number={number}",
  "La Poste": "https://www.laposte.fr/outils/suivre-vos-envois?code={number}",
  "Mondial Relay": "https://www.mondialrelay.fr/suivi-de-colis/?numeroExpedition={number}",
  "Poste Italiane": "https://www.poste.it/cerca/index.html#/risultati-spedizioni/{number}",
  PostNL: "https://jouw.postnl.nl/track-and-trace/{number}",
  PostNord: "https://tracking.postnord.com/en/?id={number}",
  "Royal Mail": "https://www.royalmail.com/track-your-item#/tracking-results/{number}",
  "Swiss Post": "https://service.post.ch/ekp-web/ui/entry/search/{number}",
  UPS: "https://www.ups.com/track?tracknum={number}",
  USPS: "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}",
};

/** To choose from. */
export const CARRIER_NAMES = Object.keys(PAGES);

const OTHER_NAMES: Readonly<Record<string, string>> = {
  "osterreichische post": "Austrian Post",
  "post at": "Austrian Post",
  "post ch": "Swiss Post",
  "die post": "Swiss Post",
  "la poste suisse": "Swiss Post",
};

const plain = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();

const byName = new Map(Object.entries(PAGES).map(([name, page]) => [plain(name), page]));

type Tracked = { carrier: string | null; trackingNumber: string | null; trackingUrl: string | null };

/** Where a parcel can be followed: the merchant's link, or the page of a carrier that is known by its name; null when there is neither. */
export function trackingLink({ carrier, trackingNumber, trackingUrl }: Tracked): string | null {
  if (trackingUrl) return trackingUrl;
  if (!carrier || !trackingNumber) return null;
  const name = plain(carrier);
  const page = byName.get(name) ?? byName.get(plain(OTHER_NAMES[name] ?? ""));
  return page?.replace("{number}", encodeURIComponent(trackingNumber)) ?? null;
}

/** Whether a merchant's link may be shown to shoppers. */
export function isTrackingUrl(text: string): boolean {
  if (text.length > 500 || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocol === "https:" && username === "" && password === "";
}
