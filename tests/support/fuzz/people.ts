import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { vi } from "vitest";
import { POST as startEmailChange } from "@/app/api/account/email/route";
import { POST as askForCode } from "@/app/api/auth/email/route";
import { POST as startElements } from "@/app/api/checkout/elements/route";
import { POST as startPayment } from "@/app/api/checkout/payment/route";
import { POST as signInForDemo } from "@/app/api/demo/sign-in/route";
import { POST as signInAsStaff } from "@/app/api/demo/staff-sign-in/route";
import { createLinkToken } from "@/lib/auth/secrets.server";
import { newCustomerId, newDraftId, type OrderId, type StaffId } from "@/lib/base/ids";
import { env } from "@/lib/config/env";
import type { connect } from "@/lib/db/client";
import { customerAddresses, customers, orders, variants } from "@/lib/db/schema";
import { demoPerson } from "@/lib/demonstration/people";
import { saveDraft } from "@/lib/drafts/save-draft.server";
import { orderLinkPath } from "@/lib/orders/owners/order-link";
import { setPendingStaff } from "@/lib/staff/pending.server";
import { insertDemoDiscounts } from "../demo-discounts";
import { paymentShop } from "../payment-shop";
import { setSettings } from "../settings";
import { setupToken } from "../setup-token";
import { cartWith, stockedVariants } from "../shop";
import { signIn } from "../sign-in";
import { signInStaff } from "../sign-in-staff";
import { type Visitor, visitor } from "../visitor";
import type { Pool } from "./from-schema";

const PEOPLE = ["nobody", "guest", "elements guest", "customer", "owner", "joining staff"] as const;
export type PersonName = (typeof PEOPLE)[number];
export const personNames: readonly PersonName[] = PEOPLE;

export type Cast = {
  people: Record<PersonName, Visitor>;
  /** Values of fields and of parts of a path, by their name. */
  pool: Pool;
};

/** What the cast needs once: discounts, the demonstration's doors, and quiet. */
export async function prepareStage(db: ReturnType<typeof connect>): Promise<void> {
  for (const method of ["warn", "error", "info", "log"] as const) {
    vi.spyOn(console, method).mockImplementation(() => {});
  }
  await insertDemoDiscounts(db);
  await setSettings({ LOCAL_DEMO: true });
}

/** Shoppers in the middle of everything: with open checkouts, a sign-in, saved cards and addresses, codes on their way. */
export async function makeCast(
  db: ReturnType<typeof connect>,
  stripe: Stripe,
  stripeUrl: string,
): Promise<Cast> {
  const [mug, bowl] = await stockedVariants(db, stripe, [10_000, 10_000]);
  if (!mug || !bowl) throw new Error("no variants");
  const cart = () => cartWith(db, [[mug, 2]]);
  const guest = visitor("203.0.113.7", { cartId: await cart() });
  const elementsGuest = visitor("203.0.113.8", { cartId: await cart(), language: "fr" });
  const customer = visitor("203.0.113.9", { cartId: await cart() });

  const paying = await begun(guest.posts(startPayment, {}));
  const elements = await begun(elementsGuest.posts(startElements, {}));
  await begun(customer.posts(signInForDemo, { shopper: "gold" }));
  await signIn(customer, demoPerson("gold").email);
  const own = await begun(customer.posts(startPayment, {}));
  await begun(customer.posts(startEmailChange, { email: "new.address@example.com" }));
  await guest.sendsForm(askForCode, { email: "guest@example.com" });

  const owner = visitor("203.0.113.11");
  const { staffId: ownerId } = await begun(owner.posts(signInAsStaff, { role: "owner" }));
  await signInStaff(owner, "owner.demo@example.com");
  const joining = visitor("203.0.113.12");
  const { staffId } = await begun(joining.posts(signInAsStaff, { role: "support" }));
  joining.cookies.clear();
  await joining.does(() =>
    setPendingStaff({
      email: "support.demo@example.com",
      browser: "here",
      next: "/admin",
      shownUntil: Date.now() + 60_000,
    }),
  );

  const { token } = paymentShop(db, stripeUrl);
  const amount = Number(paying.amount);
  const stranger = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
  const [saved] = (await stripe.customers.listPaymentMethods(await stripeCustomerOf(db))).data;
  if (!saved) throw new Error("the customer has no card");
  const [address] = await db.select({ id: customerAddresses.id }).from(customerAddresses);
  // Somebody who may be erased.
  const customerId = newCustomerId();
  await db.insert(customers).values({ id: customerId, email: `${customerId}@example.com` });
  const draftId = newDraftId();
  const draft = { email: "ada@example.com", language: "en", country: "FR", delivery: "", codes: "" } as const;
  await saveDraft(
    db,
    draftId,
    {
      seen: "",
      ...draft,
      reduction: "none",
      reductionBy: "",
      note: "",
      pieces: [{ variantId: mug, quantity: 1 }],
      own: [],
    },
    ownerId as StaffId,
  );
  const orderId = String(paying.orderId);
  const goods = await db.select({ id: variants.productId, sku: variants.sku }).from(variants).limit(2);
  const numbers = await db.select({ number: orders.number }).from(orders);
  const key = new URL(orderLinkPath(orderId as OrderId, "en", env().CART_SECRET, "pay"), env().STORE_URL);
  return {
    people: {
      nobody: visitor("203.0.113.10"),
      guest,
      "elements guest": elementsGuest,
      customer,
      owner,
      "joining staff": joining,
    },
    pool: {
      orderId: [orderId, String(own.orderId), String(elements.orderId)],
      checkout_session_id: [String(elements.sessionId)],
      confirmationTokenId: [
        await token({ amount }),
        await token({ amount, number: "4000000000000002" }),
        await token({ amount: Number(own.amount) }),
        await setupToken(stripeUrl),
      ],
      quote: [String(paying.signedQuote), String(own.signedQuote)],
      agreement: ["0".repeat(64)],
      id: [orderId, String(own.orderId), saved.id, stranger.id, ...(address ? [address.id] : [])],
      key: [
        key.searchParams.get("key") ?? "",
        "mail_1",
        `${"0".repeat(20)}.jpg`,
        `${"0".repeat(20)}.mp4`,
        "a-refund-0001",
        draftId,
      ],
      change: [
        JSON.stringify({ remove: [], pieces: { [mug]: "1" }, own: "[]", price: "", note: "" }),
        JSON.stringify({
          remove: [{ variantId: mug, quantity: 1 }],
          pieces: {},
          own: "[]",
          price: "1",
          note: "",
        }),
      ],
      shown: [
        JSON.stringify({ worth: 0, added: 2000, credited: 0, pay: 2000, back: 0, before: 0 }),
        "no",
        "yes",
      ],
      terms: [JSON.stringify({ amount: 100, payment: null, restock: false, outside: false })],
      amount: ["100"],
      before: ["0"],
      to: ["pay", "order", "2031-01-02"],
      scope: ["due", "everything"],
      code: ["TENOFF", "WELCOME5", "000000"],
      token: [await createLinkToken("guest@example.com"), "x"],
      email: ["ada@example.com", "ada+b@exämple.fr", "a@b"],
      next: ["/account", "/cart?x=1"],
      q: ["mug", "tasse"],
      name: ["Ada Lovelace"],
      country: ["FR", "DE", "US", "CH"],
      postalCode: ["75002", "10115"],
      state: ["CA", ""],
      city: ["Paris"],
      line1: ["1 rue de la Paix"],
      line2: [""],
      phone: ["+33 1 23 45 67 89"],
      variantId: [mug, bowl],
      quantity: ["0", "1", "3", "999999999"],
      seenUnitAmount: ["2000", "1"],
      language: ["en", "fr"],
      currency: ["usd", "jpy", "eur"],
      seenCurrency: ["usd", "eur"],
      locale: ["en", "fr", "de"],
      slug: ["mug", "cups"],
      step: ["up", "down"],
      importId: ["1"],
      run: ["check", "write"],
      parent: ["", "cups"],
      staffId: [String(staffId), String(ownerId)],
      role: ["owner", "support"],
      number: numbers.map(({ number }) => number),
      trackingUrl: ["https://example.com/parcel", ""],
      ended: ["yes", "no"],
      numbers: numbers.map(({ number }) => number),
      note: ["Called back"],
      tag: ["gift"],
      query: ["state=paid"],
      shared: ["on"],
      viewId: ["1"],
      returnId: ["1"],
      approvalId: ["1"],
      passkeyId: ["none"],
      passkey: [
        JSON.stringify({
          ...{ id: "none", rawId: "none", type: "public-key" },
          response: { clientDataJSON: "e30", attestationObject: "e30" },
        }),
      ],
      part: ["sales", "conversion", "payments", "goods", "discounts"],
      act: ["accept", "decline", "add", "remove"],
      words: ["Please send it back."],
      groupId: [`grp_${"0".repeat(24)}`],
      group: ["", `grp_${"0".repeat(24)}`],
      isIn: ["yes", "no"],
      emails: ["ada@example.com, grace@example.com"],
      withdraw: ["1"],
      agree: ["on"],
      reason: ["damaged", ""],
      disputeId: ["dp_none"],
      payoutId: ["po_none"],
      comparisonId: ["1"],
      difference: ["1", ""],
      productId: goods.map(({ id }) => id),
      sku: goods.map(({ sku }) => sku),
      ruleId: ["rule_code_tenoff", "rule_fuzz"],
      prefix: ["FAIR"],
      count: ["2"],
      off: ["10"],
      minimum: ["", "5"],
      countries: ["FR"],
      starts: [""],
      ends: [""],
      totalLimit: ["", "3"],
      perCustomerLimit: [""],
      pieces: ["5"],
      kind: ["counted", "received"],
      from: ["2031-01-01T10:00", "2031-01-01"],
      category: ["cups"],
      pictures: ["[]"],
      newPrice: ["12.00"],
      price: ["12.00"],
      seen: ["0123456789abcdef", "[]", "0", "1", '{"own":{},"variants":{}}'],
      theirs: ["name.en", "variant.NONE"],
      area: ["rules", "contact", "checkout"],
      use: ["logo", "home", "card", "icon"],
      bring: ["1"],
      markdown: ["We are {company}."],
      updated: ["2026-03-01"],
      page: ["terms", "imprint"],
      reset: ["1"],
      rate: ["1.1", "0"],
      rounding: ["whole", "up"],
      mailId: ["1", "2"],
      deliveryFile: ['{"zones":[]}', "{"],
      mail: ["order_confirmed", "merchant_dispute"],
      since: ["1"],
      eventId: ["evt_1", ""],
      jobId: ["1", ""],
      customerId: [customerId],
      draftId: [draftId],
      creditId: ["key-of-no-code"],
      agreed: ["1", ""],
      field: ["receipt", "uncategorized_file"],
      document: ["slip", "invoice"],
      keep: ["1"],
      csv: ["Order,Tracking number\nNONE-NONE,1"],
      delivery: ["", "standard"],
      codes: ["", "TENOFF"],
      reduction: ["none", "percent"],
      reductionBy: ["10", ""],
      own: ['[{"name":"Repair","price":"25","quantity":"1","grams":"","taxCode":""}]', "[{}]"],
      by: ["email", "link"],
      tier: ["gold", ""],
    },
  };
}

async function stripeCustomerOf(db: ReturnType<typeof connect>): Promise<string> {
  const [row] = await db
    .select({ id: customers.stripeCustomerId })
    .from(customers)
    .where(eq(customers.email, demoPerson("gold").email));
  return row?.id ?? "";
}

async function begun(answer: ReturnType<Visitor["posts"]>): Promise<Record<string, unknown>> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`refused: ${JSON.stringify(body)}`);
  return body;
}
