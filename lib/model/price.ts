/** What a merchant has set for other currencies than the store's own, by lower-case code, in minor units. `compareAt` is the price before. */
export type PricesByCurrency = Readonly<Record<string, { amount: number; compareAt?: number }>>;
