import { type CustomerId, newCustomerId } from "@/lib/base/ids";
import { SEED_CUSTOMER_ID, SEED_GOLD_CUSTOMER_ID } from "@/lib/discounts/seed-data";
import type { LoyaltyTier } from "@/lib/model/discount";

export const DEMO_SHOPPERS = ["new", "regular", "gold", "expired-card"] as const;
export type DemoShopper = (typeof DEMO_SHOPPERS)[number];

/** `token` names one of Stripe's test cards. */
export type DemoCard = { token: string; expires: { month: number; year: number } };

export type DemoPerson = {
  id: CustomerId;
  email: string;
  name: string;
  tier: LoyaltyTier | null;
  address: { line1: string; city: string; postalCode: string; country: string } | null;
  /** Oldest first, because Checkout fills in the newest. */
  cards: DemoCard[];
  pastOrders: DemoOrder[];
};

export type DemoOrder = { daysAgo: number; slug: string; quantity: number };

const FAR = { month: 12, year: 2034 };

export const isNewEveryTime = (shopper: DemoShopper): boolean => shopper === "new" || shopper === "regular";

export function demoPerson(shopper: DemoShopper): DemoPerson {
  switch (shopper) {
    case "new": {
      const id = newCustomerId();
      const email = `new.shopper.${id.slice(-8)}@example.com`;
      return { id, email, name: "", tier: null, address: null, cards: [], pastOrders: [] };
    }
    case "regular": {
      const id = newCustomerId();
      return {
        id,
        email: `regular.${id.slice(-8)}@example.com`,
        name: "Hedy Lamarr",
        tier: null,
        address: { line1: "8 quai de Bondy", city: "Lyon", postalCode: "69005", country: "FR" },
        cards: [],
        // The amount is just below gold.
        pastOrders: [
          { daysAgo: 200, slug: "table-lamp", quantity: 2 },
          { daysAgo: 40, slug: "stoneware-mug", quantity: 7 },
        ],
      };
    }
    case "gold":
      return {
        id: SEED_GOLD_CUSTOMER_ID as CustomerId,
        email: "grace.gold@example.com",
        name: "Grace Hopper",
        tier: "gold",
        address: { line1: "12 rue des Martyrs", city: "Paris", postalCode: "75009", country: "FR" },
        cards: [
          { token: "tok_mastercard", expires: FAR },
          { token: "tok_visa", expires: FAR },
        ],
        pastOrders: [],
      };
    case "expired-card":
      return {
        id: SEED_CUSTOMER_ID as CustomerId,
        email: "ada.expired@example.com",
        name: "Ada Lovelace",
        tier: null,
        address: { line1: "4 place des Terreaux", city: "Lyon", postalCode: "69001", country: "FR" },
        cards: [{ token: "tok_visa", expires: { month: 6, year: 2024 } }],
        pastOrders: [],
      };
  }
}
