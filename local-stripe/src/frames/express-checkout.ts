import { h } from "../browser/dom";
import { readFrameParams } from "../browser/frame-params";
import { type FrameMessage, pack, unpack } from "../browser/messages";
import type { ButtonsView, Wallet } from "../browser/wallet-messages";
import { chooseLocale, translator } from "../texts/translate";

const NAMES: Record<Wallet, string> = {
  apple_pay: "Apple Pay",
  google_pay: "Google Pay",
  link: "Link",
  paypal: "PayPal",
};

/** The buttons of an Express Checkout Element. */
const params = readFrameParams(window.location.hash);
const locale = chooseLocale([params.locale, ...navigator.languages]);
const t = translator(locale);
document.documentElement.lang = locale;
const app = document.getElementById("app") ?? document.body;

const tell = (message: FrameMessage) =>
  window.parent.postMessage(pack(params.frameId, message), params.parentOrigin);

function draw({ wallets, columns, height }: ButtonsView): void {
  app.dataset.columns = String(columns);
  app.style.setProperty("--height", `${height}px`);
  app.replaceChildren(
    ...wallets.map((wallet) => {
      const button = h(
        "button",
        { type: "button", "data-wallet": wallet, "aria-label": t("wallet.buy", { wallet: NAMES[wallet] }) },
        NAMES[wallet],
      );
      button.addEventListener("click", () =>
        tell({ type: "wallet_report", report: { type: "click", wallet } }),
      );
      return button;
    }),
  );
  tell({ type: "height", height: wallets.length > 0 ? app.scrollHeight : 0 });
}

window.addEventListener("message", (event) => {
  if (event.source !== window.parent || event.origin !== params.parentOrigin) return;
  const message = unpack(params.frameId, event.data);
  if (message?.type === "wallet_command" && message.command.type === "buttons") draw(message.command.view);
});
tell({ type: "wallet_report", report: { type: "hello" } });
