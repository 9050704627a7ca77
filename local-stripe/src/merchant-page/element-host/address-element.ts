import type { AddressMode, StripeAddressElement } from "@stripe/stripe-js";
import type { ElementChange } from "../../browser/element-messages";
import { addressValue } from "./address-value";
import { FrameElement } from "./frame-element";

export class AddressElement extends FrameElement {
  get mode(): AddressMode {
    return this.kind === "billingAddress" ? "billing" : "shipping";
  }

  async getValue(): ReturnType<StripeAddressElement["getValue"]> {
    const complete = this.change?.complete ?? false;
    return { complete, isNewAddress: true, value: addressValue(this.change) };
  }

  protected override changeEvent(change: ElementChange): object {
    return { ...change, elementMode: this.mode, isNewAddress: true, value: addressValue(change) };
  }
}
