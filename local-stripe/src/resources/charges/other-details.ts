import type Stripe from "stripe";

/** What a charge says of the ways to pay that have no number of their own, and of bank accounts. */
export function otherDetails(method: Stripe.PaymentMethod): Partial<Stripe.Charge.PaymentMethodDetails> {
  const { acss_debit: acss, bacs_debit: bacs, us_bank_account: us, boleto, paypal, p24 } = method;
  if (acss) return { acss_debit: { ...acss, mandate: undefined } };
  if (bacs) return { bacs_debit: { ...bacs, mandate: null } };
  if (us) {
    const {
      financial_connections_account: _account,
      networks: _networks,
      status_details: _status,
      ...kept
    } = us;
    return { us_bank_account: { ...kept, payment_reference: null } };
  }
  if (boleto) return { boleto };
  if (paypal) {
    return { paypal: { ...paypal, payer_name: null, seller_protection: null, transaction_id: null } };
  }
  if (p24) return { p24: { ...p24, reference: null, verified_name: method.billing_details.name } };
  switch (method.type) {
    case "bancontact":
      return {
        bancontact: {
          bank_code: null,
          bank_name: null,
          bic: null,
          generated_sepa_debit: null,
          generated_sepa_debit_mandate: null,
          iban_last4: null,
          preferred_language: null,
          verified_name: method.billing_details.name,
        },
      };
    case "blik":
      return { blik: { buyer_id: null } };
    case "klarna":
      return { klarna: { payer_details: null, payment_method_category: null, preferred_locale: null } };
    case "link":
      return { link: { country: null } };
    default:
      return { multibanco: { entity: "12345", reference: "999999999" } };
  }
}
