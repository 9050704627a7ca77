import type { Html } from "./html";
import type { Reply } from "./router";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: http: https:",
  // Merchants may keep their fonts anywhere.
  "font-src http: https:",
  "connect-src 'self'",
  "base-uri 'none'",
];

interface PagePolicy {
  framedBy: NonNullable<Reply["framedBy"]>;
  frames?: boolean;
  forms?: boolean;
}

/** Answers with a page and the strictest policy that works. */
export function pageReply(page: Html, policy: PagePolicy, status = 200): Reply {
  const csp = [
    ...POLICY,
    `frame-src ${policy.frames ? "'self'" : "'none'"}`,
    // A form's answer leads to the merchant, and Chromium asks the policy for redirects too.
    `form-action ${policy.forms ? "'self' http: https:" : "'none'"}`,
  ];
  return {
    status,
    framedBy: policy.framedBy,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": csp.join("; "),
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    },
    body: page.text,
  };
}

/** Answers with a script or style sheet, for any origin. */
export function assetReply(text: string, type: "text/javascript" | "text/css"): Reply {
  return {
    status: 200,
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "cache-control": "no-cache",
    },
    body: text,
  };
}
