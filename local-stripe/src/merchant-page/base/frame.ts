import { type FrameParams, writeFrameParams } from "../../browser/frame-params";
import { type FrameMessage, pack, unpack } from "../../browser/messages";

/** The origin of every frame. Read while the script runs, as Stripe.js does. */
export const LOCAL_STRIPE_ORIGIN = new URL(
  document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : window.location.href,
).origin;

export interface Frame {
  element: HTMLIFrameElement;
  send(message: FrameMessage): void;
  /** Stops listening and takes the frame out of the page. */
  remove(): void;
}

let count = 0;

/** An iframe with a private channel: only its own window and origin count. */
export function openFrame(options: {
  path: string;
  name: (id: string) => string;
  title: string;
  params: Pick<FrameParams, "key" | "clientSecret" | "locale" | "source">;
  onMessage: (message: FrameMessage, frame: Frame) => void;
}): Frame {
  count += 1;
  const frameId = `${Math.floor(Math.random() * 9_000) + 1_000}${count}`;
  const element = document.createElement("iframe");
  element.name = options.name(frameId);
  element.title = options.title;
  element.allow = "payment *; publickey-credentials-get *";
  const fragment = writeFrameParams({ ...options.params, frameId, parentOrigin: window.location.origin });
  element.src = `${LOCAL_STRIPE_ORIGIN}${options.path}${fragment}`;
  element.style.border = "0";
  element.style.display = "block";
  element.style.width = "100%";
  element.style.colorScheme = "light";

  const listen = (event: MessageEvent) => {
    if (event.source !== element.contentWindow || event.origin !== LOCAL_STRIPE_ORIGIN) return;
    const message = unpack(frameId, event.data);
    if (message) options.onMessage(message, frame);
  };
  window.addEventListener("message", listen);
  const frame: Frame = {
    element,
    send: (message) => element.contentWindow?.postMessage(pack(frameId, message), LOCAL_STRIPE_ORIGIN),
    remove: () => {
      window.removeEventListener("message", listen);
      element.remove();
    },
  };
  return frame;
}
