import { bundle, styles } from "./http/bundle";
import { framePage } from "./http/frame-page";
import { assetReply, pageReply } from "./http/replies";
import type { Context, Handler, Router } from "./http/router";
import { localeOf, payInvoice, showInvoice, showPortal, usePortal } from "./pages/portal/portal";
import { closedPage } from "./pages/portal/shell";
import { redirectFacts, redirectLocale } from "./pages/redirect/facts";
import { redirectPage } from "./pages/redirect/page";
import { openLink } from "./resources/payment-links/resource";
import { chooseLocale, translator } from "./texts/translate";

const SCRIPTS: Record<string, string> = {
  "/stripe.js": "merchant-page/stripe.ts",
  "/assets/checkout.js": "pages/checkout/main.ts",
  "/assets/elements-payment.js": "frames/payment.ts",
  "/assets/elements-card.js": "frames/card.ts",
  "/assets/elements-address.js": "frames/address.ts",
  "/assets/elements-contact-details.js": "frames/contact-details.ts",
  "/assets/challenge-overlay.js": "pages/three-ds/overlay.ts",
  "/assets/challenge-middle.js": "pages/three-ds/middle.ts",
  "/assets/challenge-bank.js": "pages/three-ds/bank.ts",
  "/assets/express-checkout.js": "frames/express-checkout.ts",
  "/assets/wallet-sheet.js": "pages/wallet/sheet.ts",
  "/assets/redirect.js": "pages/redirect/redirect.ts",
};

const STYLES: Record<string, string> = {
  "/assets/checkout.css": "pages/checkout/checkout.css",
  "/assets/elements.css": "frames/elements.css",
  "/assets/card.css": "frames/card.css",
  "/assets/saved.css": "forms/saved.css",
  "/assets/express-checkout.css": "frames/express-checkout.css",
  "/assets/wallet-sheet.css": "pages/wallet/sheet.css",
  "/assets/portal.css": "pages/portal/portal.css",
  "/assets/challenge.css": "pages/three-ds/challenge.css",
};

/** Stripe.js, the payment pages, the 3DS challenge and the redirect pages. */
export function mountBrowser(router: Router): void {
  for (const [path, entry] of Object.entries(SCRIPTS)) {
    router.get(path, async () => assetReply(await bundle(entry), "text/javascript"));
  }
  // The addresses at js.stripe.com, for who sends those of that host here.
  for (const path of ["/v3", "/v3/", "/:train/stripe.js"]) {
    router.get(path, async () => assetReply(await bundle("merchant-page/stripe.ts"), "text/javascript"));
  }
  for (const [path, file] of Object.entries(STYLES)) {
    router.get(path, async () => assetReply(await styles(file), "text/css"));
  }

  router.get("/embedded-checkout.html", frame("checkout", "checkout", { framedBy: "loopback" }));
  router.get("/c/pay/:session", frame("checkout", "checkout", { framedBy: "nobody", frames: true }));
  for (const kind of ["payment", "card", "address", "contact-details"]) {
    const page = frame(`elements-${kind}`, "elements", { framedBy: "loopback" });
    router.get(`/elements-inner-${kind}.html`, page);
  }
  router.get(
    "/elements-inner-express-checkout.html",
    frame("express-checkout", "express-checkout", { framedBy: "loopback" }),
  );
  router.get("/wallet-sheet.html", frame("wallet-sheet", "wallet-sheet", { framedBy: "loopback" }));
  router.get(
    "/three-ds-2-challenge.html",
    frame("challenge-overlay", "challenge", { framedBy: "loopback", frames: true }),
  );
  router.get(
    "/three-ds-2-challenge/frame.html",
    frame("challenge-middle", "challenge", { framedBy: "self", frames: true }),
  );
  router.get("/three-ds-2-challenge/bank.html", frame("challenge-bank", "challenge", { framedBy: "self" }));
  router.get("/redirect/authorize/:source", redirect);
  router.get("/b/:link", ({ local, path, headers }) => {
    const found = openLink(local, `${local.baseUrl}${path}`);
    if (found && "url" in found) return { status: 303, headers: { location: found.url } };
    const locale = localeOf(headers);
    const text = found?.closed ?? translator(locale)("portal.noLink");
    return pageReply(closedPage(locale, text), { framedBy: "nobody" }, 404);
  });
  router.get("/invoices/:id", showInvoice);
  router.post("/invoices/:id/pay", payInvoice);
  router.get("/p/session/:id", showPortal);
  router.post("/p/session/:id/:action", usePortal);
}

const STYLES_OF: Record<string, string[]> = {
  checkout: ["/assets/checkout.css", "/assets/saved.css"],
  elements: ["/assets/elements.css", "/assets/saved.css", "/assets/card.css"],
};

function frame(script: string, style: string, policy: Parameters<typeof pageReply>[1]): Handler {
  const page = framePage({
    script: `/assets/${script}.js`,
    styles: STYLES_OF[style] ?? [`/assets/${style}.css`],
    title: "Local Stripe",
  });
  return () => pageReply(page, policy);
}

function redirect(context: Context) {
  const source = context.params.source ?? "";
  const { local } = context;
  const facts = redirectFacts(local, source);
  const languages = String(context.headers["accept-language"] ?? "").split(",");
  const locale = chooseLocale([redirectLocale(local, source), ...languages]);
  return pageReply(redirectPage(locale, source, facts), { framedBy: "nobody" }, facts ? 200 : 404);
}
