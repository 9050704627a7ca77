import type { Answer } from "../browser/call";
import type {
  ElementChange,
  ElementCommand,
  ElementFacts,
  ElementReport,
  ElementSetup,
  SendOrder,
} from "../browser/element-messages";
import { readFrameParams } from "../browser/frame-params";
import { createMerchantPage } from "../browser/merchant-window";
import { pack, unpack } from "../browser/messages";
import { createChecks } from "../forms/checks";
import type { FieldContext } from "../forms/context";
import { chooseLocale, translator } from "../texts/translate";
import { applyAppearance } from "./apply-appearance";
import { loadFonts } from "./load-fonts";

/** One kind of element. */
export interface ElementView {
  root: HTMLElement;
  /** Shows what is wrong. Returns the control to go to, or null. */
  validate(): HTMLElement | null;
  change(): ElementChange;
  clear(): void;
  show?(facts: ElementFacts): void;
  update?(options: Record<string, unknown>): void;
  collapse?(): void;
  /** Sends an order with the element's own values. */
  send?(order: SendOrder): Promise<Answer<unknown>>;
}

export interface ViewParts {
  context: FieldContext;
  setup: ElementSetup;
  key: string;
  /** Reports a change that has no input event. */
  changed: () => void;
  report: (message: ElementReport) => void;
}

/** Waits for the merchant's page, then draws the element and answers its calls. */
export function runElement(draw: (parts: ViewParts) => ElementView): void {
  const params = readFrameParams(window.location.hash);
  const merchant = createMerchantPage(params);
  const app = document.getElementById("app") ?? document.body;
  let view: ElementView | null = null;
  let current: ElementSetup | null = null;
  let reported = "";

  const report = (message: ElementReport) =>
    window.parent.postMessage(
      pack(params.frameId, { type: "element_report", report: message }),
      params.parentOrigin,
    );
  const changed = () => {
    if (!view) return;
    const change = view.change();
    const text = JSON.stringify(change);
    if (text === reported) return;
    reported = text;
    report({ type: "change", change });
  };
  const start = (setup: ElementSetup) => {
    current = setup;
    const locale = chooseLocale([setup.locale]);
    document.documentElement.lang = locale;
    const t = translator(locale);
    applyAppearance(setup.appearance);
    loadFonts(setup.fonts);
    const context = { locale, t, checks: createChecks(t) };
    view = draw({ context, setup, key: params.key, changed, report });
    app.replaceChildren(view.root);
  };
  const firstControl = () => app.querySelector<HTMLElement>("input, select, button");

  const obey = (command: ElementCommand) => {
    switch (command.type) {
      case "setup":
        start(command.setup);
        report({ type: "ready" });
        return changed();
      case "locale":
        if (current) start({ ...current, locale: command.locale });
        return changed();
      case "facts":
        if (current) current.facts = command.facts;
        view?.show?.(command.facts);
        return changed();
      case "appearance":
        return applyAppearance(command.appearance);
      case "fonts":
        return loadFonts(command.fonts);
      case "options":
        if (current) current.options = command.options;
        view?.update?.(command.options);
        return changed();
      case "focus":
        return firstControl()?.focus();
      case "blur":
        return document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined;
      case "clear":
        view?.clear();
        return changed();
      case "collapse":
        view?.collapse?.();
        return changed();
      case "freeze":
        return app.toggleAttribute("inert", command.on);
      case "go_to_problem": {
        const control = view?.validate();
        control?.focus({ preventScroll: true });
        return control ? merchant.reveal(control) : undefined;
      }
      case "validate": {
        const control = view?.validate() ?? null;
        const sentence = app.querySelector(".field-error")?.textContent ?? null;
        const problem = control ? (sentence ?? "") : null;
        return report({ type: "reply", call: command.call, reply: { type: "validated", problem } });
      }
      case "send":
        return void view?.send?.(command.order).then((answer) => {
          report({ type: "reply", call: command.call, reply: { type: "sent", answer } });
        });
    }
  };

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== params.parentOrigin) return;
    const message = unpack(params.frameId, event.data);
    if (message?.type === "element_command") obey(message.command);
  });
  for (const name of ["input", "change"]) app.addEventListener(name, changed);
  app.addEventListener("focusin", (event) => {
    if (event.relatedTarget === null) report({ type: "focus" });
  });
  app.addEventListener("focusout", (event) => {
    if (event.relatedTarget === null) report({ type: "blur" });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") report({ type: "escape" });
  });
  merchant.followHeight(app);
  report({ type: "hello" });
}
