import type { AddressMode, StripeAddressElement } from "@stripe/stripe-js";
import type { ElementChange } from "../shared/element-protocol";
import { FrameElement } from "./frame-element";

type AddressValue = Awaited<ReturnType<StripeAddressElement["getValue"]>>;

/** The Shipping or Billing Address Element. */
export class AddressElement extends FrameElement {
  get mode(): AddressMode {
    return this.kind === "billingAddress" ? "billing" : "shipping";
  }

  /** What is typed, whether complete or not. */
  async getValue(): Promise<AddressValue> {
    const complete = this.change?.complete ?? false;
    return { complete, isNewAddress: true, value: addressValue(this.change) };
  }

  protected override changeEvent(change: ElementChange): object {
    return { ...change, elementMode: this.mode, isNewAddress: true, value: addressValue(change) };
  }
}

/** Reads the value of an address element's change. */
export function addressValue(change: ElementChange | null): AddressValue["value"] {
  const { name, phone, address } = change?.value ?? {};
  const parts: Record<string, unknown> =
    typeof address === "object" && address !== null ? { ...address } : {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return {
    name: text(name),
    address: {
      line1: text(parts.line1),
      line2: text(parts.line2) || null,
      city: text(parts.city),
      state: text(parts.state),
      postal_code: text(parts.postal_code),
      country: text(parts.country),
    },
    ...(typeof phone === "string" && phone !== "" && { phone }),
  };
}
