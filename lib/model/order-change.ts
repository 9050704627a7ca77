/** What changing the goods of a paid order comes to, in minor units of its currency. */
export type ChangeFigures = {
  /** What the pieces that are taken off were paid with, tax and all. */
  worth: number;
  /** What is added costs, at today's prices or the one that was agreed on. */
  added: number;
  /** What of the worth pays for what is added. */
  credited: number;
  /** What the shopper pays still, and what they get back in money. */
  pay: number;
  back: number;
  /** What of the order's payment had gone back, or was given as codes, before. */
  before: number;
};
