/** What is taken from the shelves for some orders, and what of it goes into each. */
export type PickSheet = {
  shopName: string;
  /** When it was true: day and time by the shop's clocks. */
  at: string;
  rows: readonly {
    place: string | null;
    sku: string;
    name: string;
    quantity: number;
    /** `2 × K7Q4-M2XD`, for orders of which each gets its own pieces. */
    orders: readonly string[];
  }[];
  orders: readonly {
    number: string;
    /** Who gets it, and how. */
    to: string;
    lines: readonly { sku: string; name: string; quantity: number }[];
  }[];
};
