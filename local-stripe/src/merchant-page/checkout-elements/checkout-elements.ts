import type {
  Appearance,
  StripeCheckoutElementsSdk,
  StripeCheckoutElementsSdkOptions,
} from "@stripe/stripe-js";
import type { ElementKind } from "../../browser/element-messages";
import type { PageData } from "../../browser/page-api";
import { IntegrationError } from "../base/errors";
import { AddressElement } from "../element-host/address-element";
import type { ElementHost } from "../element-host/element-host";
import { EmptyElement } from "../element-host/empty-element";
import { ExpressCheckoutElement } from "../element-host/express-checkout";
import { FrameElement } from "../element-host/frame-element";
import { otherAddress } from "../element-host/other-address";
import { applyElementChange } from "./apply-change";
import { contactDefaults } from "./contact-defaults";
import { elementFacts } from "./element-facts";
import type { StartedCheckout } from "./element-sync";
import { expressOwner } from "./express-owner";

type Factories = Omit<StripeCheckoutElementsSdk, "on" | "loadActions" | "changeAppearance" | "loadFonts">;

/** The elements of one checkout: one of each kind at a time, as Stripe has it. */
export function createCheckoutElements(checkout: {
  key: string;
  locale: string;
  options: StripeCheckoutElementsSdkOptions;
  localeOf: (session?: string | null) => string;
  started: StartedCheckout;
}) {
  const { options, started } = checkout;
  const frames = new Map<ElementKind, FrameElement>();
  let appearance: Appearance = options.elementsOptions?.appearance ?? {};
  let fonts: readonly unknown[] = options.elementsOptions?.fonts ?? [];
  let payment: FrameElement | null = null;
  let shippingAddress: AddressElement | null = null;
  let billingAddress: AddressElement | null = null;
  let contactDetails: FrameElement | null = null;
  let expressCheckout: ExpressCheckoutElement | null = null;
  let currencySelector: EmptyElement | null = null;

  const elsewhere = (kind: ElementKind) => {
    const sync = options.elementsOptions?.syncAddressCheckbox;
    const billing = billingAddress !== null;
    if (kind === "shippingAddress") return { billing, address: otherAddress(kind, billingAddress, sync) };
    if (kind === "billingAddress") return { billing, address: otherAddress(kind, shippingAddress, sync) };
    return { billing, address: null };
  };
  const factsOf = (page: PageData, kind: ElementKind, elementOptions: Record<string, unknown>) => {
    const saved = options.elementsOptions?.savedPaymentMethod;
    return elementFacts(page, kind, elementOptions, saved, elsewhere(kind));
  };
  const showAddresses = async () => {
    const { store } = await started;
    const page = store.page();
    if (!page) return;
    for (const element of [shippingAddress, billingAddress]) {
      if (element?.isReady()) {
        element.show(factsOf(page, element.kind, element.options));
      }
    }
  };
  const host: ElementHost = {
    key: checkout.key,
    locale: checkout.locale,
    setup: async (kind, elementOptions) => {
      const { store } = await started;
      const page = store.page();
      if (!page) throw new Error("The Checkout Session is not loaded.");
      return {
        kind,
        locale: checkout.localeOf(page.locale),
        appearance,
        fonts,
        options: elementOptions,
        facts: factsOf(page, kind, elementOptions),
        defaults: contactDefaults(kind, page, options.defaultValues),
      };
    },
    onChange: (kind, change) => {
      void started.then(({ store, sync }) => applyElementChange(kind, change, store, sync));
      if (kind === "shippingAddress" || kind === "billingAddress") void showAddresses();
    },
    onRemoved: () => {
      void started.then(({ store }) => store.load());
    },
    onDestroy: (kind) => {
      frames.delete(kind);
      if (kind === "payment") {
        payment = null;
        void started.then(({ store }) => store.note({ paymentComplete: false })).catch(() => {});
      }
      if (kind === "shippingAddress") {
        shippingAddress = null;
        void started.then(({ store }) => store.note({ shippingIncomplete: false })).catch(() => {});
      }
      if (kind === "billingAddress") billingAddress = null;
      if (kind === "contactDetails") contactDetails = null;
    },
  };
  const claim = (taken: unknown, name: string) => {
    if (taken)
      throw new IntegrationError(`There is a ${name} already; destroy it before creating another one.`);
  };
  const added = <E extends FrameElement>(kind: ElementKind, element: E): E => {
    frames.set(kind, element);
    return element;
  };
  const notModelled = (name: string) => (): never => {
    throw new IntegrationError(`The local Stripe does not model ${name}() yet.`);
  };

  const create: Factories = {
    createPaymentElement: (given = {}) => {
      claim(payment, "Payment Element");
      payment = added("payment", new FrameElement("payment", { ...given }, host));
      return payment;
    },
    createShippingAddressElement: (given = {}) => {
      claim(shippingAddress, "Shipping Address Element");
      shippingAddress = added("shippingAddress", new AddressElement("shippingAddress", { ...given }, host));
      return shippingAddress;
    },
    createBillingAddressElement: (given = {}) => {
      claim(billingAddress, "Billing Address Element");
      billingAddress = added("billingAddress", new AddressElement("billingAddress", { ...given }, host));
      return billingAddress;
    },
    createContactDetailsElement: () => {
      claim(contactDetails, "Contact Details Element");
      contactDetails = added("contactDetails", new FrameElement("contactDetails", {}, host));
      return contactDetails;
    },
    createExpressCheckoutElement: (given) => {
      claim(expressCheckout, "Express Checkout Element");
      expressCheckout = new ExpressCheckoutElement(
        { ...given },
        expressOwner({
          ...checkout,
          onDestroy: () => {
            expressCheckout = null;
          },
        }),
      );
      return expressCheckout;
    },
    createCurrencySelectorElement: () => {
      claim(currencySelector, "Currency Selector Element");
      currencySelector = new EmptyElement("currencySelector", () => {
        currencySelector = null;
      });
      return currencySelector;
    },
    createTaxIdElement: notModelled("createTaxIdElement"),
    createTermsElement: notModelled("createTermsElement"),
    createLinkSignupElement: notModelled("createLinkSignupElement"),
    getPaymentElement: () => payment,
    getShippingAddressElement: () => shippingAddress,
    getBillingAddressElement: () => billingAddress,
    getContactDetailsElement: () => contactDetails,
    getExpressCheckoutElement: () => expressCheckout,
    getCurrencySelectorElement: () => currencySelector,
    getTaxIdElement: () => null,
    getTermsElement: () => null,
    getLinkSignupElement: () => null,
  };

  return {
    create,
    express: () => expressCheckout,
    all: (): ReadonlyMap<ElementKind, FrameElement> => frames,
    show: (page: PageData) => {
      for (const [kind, frame] of frames) {
        frame.show(factsOf(page, kind, frame.options));
      }
    },
    loadFonts: (more: readonly unknown[]) => {
      fonts = [...fonts, ...more];
      for (const frame of frames.values()) frame.send({ type: "fonts", fonts: more });
    },
    changeAppearance: (next: Appearance) => {
      appearance = next;
      for (const frame of frames.values()) frame.changeAppearance(next);
    },
  };
}
