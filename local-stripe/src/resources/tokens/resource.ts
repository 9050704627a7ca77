import { type Api, UNREAD } from "../../http/api";
import { missingParameter, noSuch, notModelled } from "../../http/errors";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { currency, type Given, ignored, integer, object, required, text } from "../../http/rules";
import { createCardSource, createCardToken, findToken } from "../payment-methods/card-tokens";

const ADDRESS = {
  address_city: text(),
  address_country: text(),
  address_line1: text(),
  address_line2: text(),
  address_state: text(),
  address_zip: text(),
};

const card = object({
  ...ADDRESS,
  currency,
  cvc: text(),
  exp_month: required(integer()),
  exp_year: required(integer()),
  name: text(),
  number: required(text()),
});

type Card = Given<typeof card>;

const CREATE = {
  account: ignored,
  bank_account: ignored,
  card,
  customer: ignored,
  cvc_update: ignored,
  person: ignored,
  pii: ignored,
};

const SOURCE = {
  amount: ignored,
  card,
  currency,
  metadata,
  owner: ignored,
  type: required(text()),
  usage: ignored,
};

function ownerOf({ name, ...card }: Card) {
  return {
    name: name ?? null,
    address: {
      city: card.address_city ?? null,
      country: card.address_country ?? null,
      line1: card.address_line1 ?? null,
      line2: card.address_line2 ?? null,
      postal_code: card.address_zip ?? null,
      state: card.address_state ?? null,
    },
  };
}

function routes(api: Api): void {
  api.post(
    "/v1/tokens",
    CREATE,
    ({ local, read }) => {
      const { card, ...others } = read();
      const other = Object.entries(others).find(([, value]) => value !== undefined);
      if (!card) throw notModelled(`tokens of ${other?.[0] ?? "nothing"}`);
      return createCardToken(local, card, ownerOf(card));
    },
    { publishable: true },
  );
  api.post(
    "/v1/sources",
    SOURCE,
    ({ local, read }) => {
      const { card, type, metadata: given } = read();
      if (type !== "card") throw notModelled(`sources of type ${type}`);
      if (!card) throw missingParameter("card");
      return createCardSource(local, card, ownerOf(card), applyMetadata(null, given));
    },
    { publishable: true },
  );
  api.get("/v1/tokens/:id", UNREAD, ({ local, params }) => {
    const token = findToken(local, params.id ?? "");
    if (!token) throw noSuch("token", params.id ?? "", "token");
    return token;
  });
}

/** Cards on their way to a customer or a charge, as before PaymentMethods. */
export const tokenResource: Resource = { routes };
