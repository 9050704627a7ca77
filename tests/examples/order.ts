/** What both ways are told of an order. */
export type ExampleOrder = {
  /** Minor units. */
  amount: number;
  currency: string;
  shipping: {
    name: string;
    address: {
      line1: string;
      line2: string;
      city: string;
      state: string;
      postal_code: string;
      country: string;
    };
  };
  /** Where a bank's page sends the shopper back to. */
  returnUrl: string;
};
