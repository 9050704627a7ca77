import type { ElementKind, LineKind } from "../../browser/element-messages";
import type { FrameMessage } from "../../browser/messages";
import { type Frame, openFrame } from "../base/frame";

const ADDRESS = {
  path: "/elements-inner-address.html",
  title: "Secure address input frame",
  height: 330,
  type: "address",
};

const EMAIL = {
  path: "/elements-inner-contact-details.html",
  title: "Secure email input frame",
  height: 74,
};

const line = (title: string, type: LineKind) => ({
  path: "/elements-inner-card.html",
  title,
  height: 28,
  type,
});

const SHAPES = {
  payment: {
    path: "/elements-inner-payment.html",
    title: "Secure payment input frame",
    height: 220,
    type: "payment",
  },
  shippingAddress: ADDRESS,
  billingAddress: ADDRESS,
  card: line("Secure card payment input frame", "card"),
  cardNumber: line("Secure card number input frame", "cardNumber"),
  cardExpiry: line("Secure expiration date input frame", "cardExpiry"),
  cardCvc: line("Secure CVC input frame", "cardCvc"),
  iban: line("Secure IBAN input frame", "iban"),
  idealBank: line("Secure bank input frame", "idealBank"),
  p24Bank: line("Secure bank input frame", "p24Bank"),
  contactDetails: { ...EMAIL, type: "contactDetails" },
  linkAuthentication: { ...EMAIL, type: "linkAuthentication" },
} satisfies Record<ElementKind, { path: string; title: string; height: number; type: string }>;

/** An element's type, as Stripe's events call it. */
export const elementType = (kind: ElementKind): string => SHAPES[kind].type;

interface ElementFrame {
  frame: Frame;
  /** Stripe's classes on the merchant's element, for its styles: `StripeElement--focus`. */
  mark(state: "empty" | "complete" | "focus", on: boolean): void;
  remove(): void;
}

/** In the merchant's element, with Stripe's styles. */
export function openElementFrame(
  place: HTMLElement,
  kind: ElementKind,
  host: { key: string; locale: string },
  onMessage: (message: FrameMessage, frame: Frame) => void,
): ElementFrame {
  const { path, title, height } = SHAPES[kind];
  const frame = openFrame({
    path,
    name: (id) => `__privateStripeFrame${id}`,
    title,
    params: { key: host.key, clientSecret: "", locale: host.locale, source: "" },
    onMessage,
  });
  const { style } = frame.element;
  Object.assign(style, { height: `${height}px`, background: "transparent", userSelect: "none" });
  Object.assign(style, { width: "calc(100% + 8px)", margin: "-4px" });
  const wrapper = document.createElement("div");
  wrapper.className = "__PrivateStripeElement";
  wrapper.style.margin = "0";
  wrapper.append(frame.element);
  place.replaceChildren(wrapper);
  place.classList.add("StripeElement", "StripeElement--empty");
  return {
    frame,
    mark: (state, on) => {
      place.classList.toggle(`StripeElement--${state}`, on);
    },
    remove: () => {
      frame.remove();
      place.replaceChildren();
      for (const name of [...place.classList]) {
        if (name.startsWith("StripeElement")) place.classList.remove(name);
      }
    },
  };
}
