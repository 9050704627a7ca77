import type { AmountByCurrency, Currency } from "@/lib/base/money";
import { nominalAmount } from "@/lib/base/money-nominal";
import type { customerSegments, discountRules } from "@/lib/db/schema";

type SeedRule = typeof discountRules.$inferInsert;

export const SEED_CUSTOMER_ID = "cus_demo_ada";
export const SEED_GOLD_CUSTOMER_ID = "cus_demo_grace";

export const SEED_SEGMENTS: (typeof customerSegments.$inferInsert)[] = [
  {
    id: "regulars",
    name: { en: "our regulars", fr: "nos habitués", de: "unsere Stammkundschaft" },
    definition: {
      orders: { atLeast: 2 },
      bought: { categories: ["ceramics"] },
      not: { accounts: [SEED_CUSTOMER_ID, SEED_GOLD_CUSTOMER_ID] },
    },
  },
];

const percent = (value: number, cap?: AmountByCurrency) => ({
  type: "percent" as const,
  percent: value,
  ...(cap && { cap }),
});

/** One rule of each kind, and a code for each refusal. Amounts are sample euros, as numbers in `currency`. */
export function seedDiscountRules(currency: Currency, now: Date): SeedRule[] {
  const amount = (euros: number) => ({ [currency]: nominalAmount(euros, currency) });
  return [...codes(amount), ...automatic(amount, now)];
}

type Amount = (euros: number) => AmountByCurrency;

function codes(amount: Amount): SeedRule[] {
  const code = (
    code: string,
    name: SeedRule["name"],
    conditions: SeedRule["conditions"],
    more: Partial<SeedRule> = {},
  ): SeedRule => ({
    id: `rule_code_${code.toLowerCase()}`,
    kind: "promotion_code",
    code,
    name,
    conditions,
    combinable: true,
    ...more,
  });
  const tenPercent = { en: "10% off", fr: "10 % de remise", de: "10 % Rabatt" };
  return [
    code("TENOFF", tenPercent, { benefit: percent(10) }),
    code(
      "FIVEOFF50",
      { en: "A little off", fr: "Petit coup de pouce", de: "Kleiner Nachlass" },
      { benefit: { type: "amount", amounts: amount(5) }, minimum: amount(50) },
    ),
    code(
      "WELCOME",
      { en: "Welcome", fr: "Bienvenue", de: "Willkommen" },
      { benefit: percent(20), oncePerCard: true },
      { combinable: false },
    ),
    code(
      "BYGONE",
      { en: "Last year’s 20%", fr: "20 % de l’an passé", de: "20 % vom letzten Jahr" },
      { benefit: percent(20) },
      { endsAt: new Date("2025-12-31T23:00:00Z") },
    ),
    code(
      "SOON",
      { en: "Tomorrow’s 20%", fr: "20 % à venir", de: "Bald 20 %" },
      { benefit: percent(20) },
      { startsAt: new Date("2099-01-01T00:00:00Z") },
    ),
    code(
      "FRANCE15",
      { en: "15% off in France", fr: "15 % en France", de: "15 % in Frankreich" },
      { benefit: percent(15), countries: ["FR"] },
      { combinable: false },
    ),
    code(
      "RARE",
      { en: "One of a kind", fr: "Pièce unique", de: "Einzelstück" },
      { benefit: percent(30) },
      { totalLimit: 1 },
    ),
    code(
      "ONCE",
      { en: "Welcome gift", fr: "Cadeau de bienvenue", de: "Willkommensgeschenk" },
      { benefit: percent(12) },
      { perCustomerLimit: 1 },
    ),
    code(
      "ALLFREE",
      { en: "On the house", fr: "Offert par la maison", de: "Geht aufs Haus" },
      { benefit: { type: "percent", percent: 100, coversShipping: true } },
    ),
    code(
      "FIRST",
      { en: "Your first order", fr: "Votre première commande", de: "Ihre erste Bestellung" },
      { benefit: percent(15), history: { orders: { atMost: 0 } } },
      { combinable: false },
    ),
    code(
      "THIRD",
      { en: "Three times lucky", fr: "Jamais deux sans trois", de: "Aller guten Dinge sind drei" },
      { benefit: percent(12), history: { orders: { atLeast: 2 } } },
    ),
    code(
      "POTTER",
      { en: "For friends of clay", fr: "Pour les amis de la terre", de: "Für Keramikfreunde" },
      { benefit: percent(10), history: { bought: { categories: ["ceramics"] } } },
    ),
    code(
      "COMEBACK",
      { en: "Good to see you again", fr: "Ravis de vous revoir", de: "Schön, dass Sie wieder da sind" },
      { benefit: percent(10), history: { lastOrder: { atLeastDays: 30 } } },
    ),
    code(
      "BIGSPENDER",
      {
        en: "A thank-you for a good year",
        fr: "Merci pour cette belle année",
        de: "Danke für ein gutes Jahr",
      },
      { benefit: percent(10), history: { spent: { atLeast: amount(400), days: 365 } } },
    ),
  ];
}

const FLASH_SALE_MS = 3 * 24 * 3_600_000;

function automatic(amount: Amount, now: Date): SeedRule[] {
  return [
    {
      id: "rule_threshold_100",
      kind: "cart_threshold",
      name: {
        en: "10% off a full basket",
        fr: "10 % sur un panier bien rempli",
        de: "10 % auf einen vollen Warenkorb",
      },
      conditions: { benefit: percent(10, amount(20)), minimum: amount(100) },
      combinable: true,
    },
    {
      id: "rule_region_canada",
      kind: "region",
      name: { en: "Hello Canada", fr: "Bonjour le Canada", de: "Hallo Kanada" },
      conditions: { benefit: percent(5), countries: ["CA"] },
      combinable: true,
    },
    {
      id: "rule_loyalty_gold",
      kind: "loyalty",
      name: { en: "Gold loyalty discount", fr: "Remise fidélité Or", de: "Treuerabatt Gold" },
      conditions: { benefit: percent(15), tier: "gold" },
      combinable: true,
    },
    {
      id: "rule_loyalty_silver",
      kind: "loyalty",
      name: { en: "Silver loyalty discount", fr: "Remise fidélité Argent", de: "Treuerabatt Silber" },
      conditions: { benefit: percent(5), tier: "silver" },
      combinable: true,
    },
    {
      // The minimum is high, so that a usual cart shows the other discounts.
      id: "rule_flash_sale",
      kind: "limited_time",
      name: { en: "Flash sale", fr: "Vente flash", de: "Blitzangebot" },
      conditions: { benefit: percent(20), minimum: amount(200) },
      endsAt: new Date(now.getTime() + FLASH_SALE_MS),
      combinable: false,
    },
    {
      id: "rule_customer_ada",
      kind: "customer",
      name: { en: "A thank-you to Ada", fr: "Un merci à Ada", de: "Ein Dankeschön an Ada" },
      conditions: { benefit: percent(8), customerIds: [SEED_CUSTOMER_ID] },
      combinable: true,
    },
    {
      id: "rule_history_regulars",
      kind: "history",
      name: {
        en: "A thank-you to our regulars",
        fr: "Un merci à nos habitués",
        de: "Ein Dankeschön an unsere Stammkundschaft",
      },
      conditions: { benefit: percent(6), segments: ["regulars"] },
      combinable: true,
    },
  ];
}
