import type { TestCard } from "./card-types";
import { DECLINE_CARDS, REFUND_CARDS, RISK_CARDS, THREE_DS_CARDS } from "./special-cards";
import { SUCCESS_CARDS } from "./success-cards";

export const TEST_CARDS: TestCard[] = [
  ...SUCCESS_CARDS,
  ...DECLINE_CARDS,
  ...THREE_DS_CARDS,
  ...RISK_CARDS,
  ...REFUND_CARDS,
];

const byNumber = new Map(TEST_CARDS.map((card) => [card.number, card]));
const byAlias = new Map(TEST_CARDS.flatMap((card) => (card.alias ? [[card.alias, card] as const] : [])));
byAlias.set("debit_visaHsaProductCode", card("4000051230000072"));
byAlias.set("amex_threeDSecureNotSupported", card("378282246310005"));

function card(number: string): TestCard {
  const found = byNumber.get(number);
  if (!found) throw new Error(`no test card ${number}`);
  return found;
}

export function findCard(number: string): TestCard | undefined {
  return byNumber.get(number);
}

/** Finds a card by `pm_card_visa` or `tok_visa`. */
export function findByAlias(id: string): TestCard | undefined {
  return byAlias.get(id.replace(/^(pm_card|tok)_/, ""));
}
