import { z } from "zod";

const flag = (preset: "on" | "off") =>
  z
    .enum(["on", "off"])
    .default(preset)
    .transform((value) => value === "on");

const list = (item: RegExp, what: string) =>
  z
    .string()
    .default("")
    .transform((value) => value.split(",").filter(Boolean))
    .refine((items) => items.every((entry) => item.test(entry)), `must be ${what}, with commas between`);

/**
 * Reads one value for all payment methods, or one for each of some: "manual", "card=manual,klarna=manual". `ofType` lists what
 * Stripe accepts by type.
 */
const byType = <const Value extends string, const OfType extends Value>(
  values: readonly Value[],
  ofType: readonly OfType[],
) =>
  z
    .string()
    .default("")
    .transform((text, context): ByType<Value, OfType> => {
      if (text === "") return { all: null, byType: {} };
      const all = values.find((one) => one === text);
      if (all) return { all, byType: {} };
      const entries = text.split(",").map((entry) => entry.split("="));
      const read = entries.flatMap(([type, value]) => {
        const found = ofType.find((one) => one === value);
        return type && found ? [[type, found] as const] : [];
      });
      if (read.length < entries.length) {
        context.addIssue({ code: "custom", message: `must be ${values.join(" or ")}, or card=${ofType[0]}` });
        return z.NEVER;
      }
      return { all: null, byType: Object.fromEntries(read) };
    });

export type ByType<Value, OfType extends Value = Value> = {
  all: Value | null;
  byType: Readonly<Record<string, OfType>>;
};

/** Stripe does not support these when the server confirms: docs.stripe.com/payments/finalize-payments-on-the-server. */
export const UNSUPPORTED_METHODS = ["blik", "acss_debit"] as const;

const METHOD = /^[a-z0-9_]+$/;
const REDISPLAY = ["always", "limited", "unspecified"] as const;

export const paymentVariables = {
  PAYMENT_METHODS: list(METHOD, "Stripe's names of payment methods").refine(
    (types) => !UNSUPPORTED_METHODS.some((type) => types.includes(type)),
    `must not name ${UNSUPPORTED_METHODS.join(" or ")}: Stripe can't confirm them on the server, as the Payment Element's page does. Take it out, or offer it on another checkout`,
  ),
  PAYMENT_METHODS_EXCLUDED: list(METHOD, "Stripe's names of payment methods"),
  PAYMENT_METHOD_CONFIGURATION: z.string().startsWith("pmc_", "must start with pmc_").optional(),
  PAYMENT_METHOD_CREATION: z.literal("manual", "must be manual, or left out").optional(),
  PAYMENT_SAVE: byType(["on_session", "off_session"], ["on_session", "off_session"]),
  PAYMENT_CAPTURE: byType(["automatic", "automatic_async", "manual"], ["manual"]),
  PAYMENT_ON_BEHALF_OF: z.string().startsWith("acct_", "must start with acct_").optional(),
  PAYMENT_REQUIRE_CVC: flag("off"),
  PAYMENT_INSTALLMENTS: flag("off"),
  PAYMENT_US_BANK_VERIFICATION: z.enum(["automatic", "instant"]).optional(),
  PAYMENT_RULES: flag("on"),
  PAYMENT_REFUSED_CARD_COUNTRIES: list(/^[A-Z]{2}$/, "ISO 3166 codes in capitals"),
  PAYMENT_REFUSED_CARD_FUNDING: list(/^(credit|debit|prepaid|unknown)$/, "credit, debit, prepaid or unknown"),
  SAVED_METHODS_REDISPLAY: z
    .string()
    .default("always")
    .transform((value, context) => {
      const given = value.split(",");
      const read = REDISPLAY.filter((one) => given.includes(one));
      if (read.length === given.length) return read;
      const message = `must be ${REDISPLAY.join(", ")}, or some of them with commas between`;
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    }),
  SAVED_METHODS_LIMIT: z.coerce.number().int().min(1).max(10).default(10),
  SAVED_METHODS_SAVE: flag("on"),
  SAVED_METHODS_REMOVE: flag("on"),
  SAVED_METHODS_USAGE: z.enum(["on_session", "off_session"]).default("on_session"),
};

export type PaymentVariables = z.output<z.ZodObject<typeof paymentVariables>>;

type Problem = { name: keyof PaymentVariables; message: string };

export function paymentProblems(variables: PaymentVariables): Problem[] {
  const { PAYMENT_METHODS: types, PAYMENT_METHODS_EXCLUDED: excluded } = variables;
  const problems: Problem[] = [];
  if (types.length > 0 && excluded.length > 0) {
    problems.push({
      name: "PAYMENT_METHODS_EXCLUDED",
      message: "must not be set beside PAYMENT_METHODS: list what is offered, or what is not",
    });
  }
  if (!variables.PAYMENT_INSTALLMENTS) return problems;
  if (!types.includes("card")) {
    problems.push({
      name: "PAYMENT_INSTALLMENTS",
      message: "needs PAYMENT_METHODS with card in it, as PAYMENT_METHODS=card",
    });
  }
  if (variables.PAYMENT_METHOD_CREATION === "manual") {
    problems.push({
      name: "PAYMENT_INSTALLMENTS",
      message: "can't be on beside PAYMENT_METHOD_CREATION=manual: take one of them out",
    });
  }
  return problems;
}
