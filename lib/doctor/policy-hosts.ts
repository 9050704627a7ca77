type Addresses = { STRIPE_JS_URL?: string | undefined; STRIPE_API_BASE?: string | undefined };

/** What a page with Stripe's forms needs at least: docs.stripe.com/security/guide#content-security-policy. */
function needed({ STRIPE_JS_URL, STRIPE_API_BASE }: Addresses): [directive: string, origin: string][] {
  const js = STRIPE_JS_URL ? new URL(STRIPE_JS_URL).origin : "https://js.stripe.com";
  const api = STRIPE_API_BASE ? new URL(STRIPE_API_BASE).origin : "https://api.stripe.com";
  const hooks: [string, string][] = STRIPE_JS_URL ? [] : [["frame-src", "https://hooks.stripe.com"]];
  return [["script-src", js], ["connect-src", api], ["frame-src", js], ...hooks];
}

/**
 * The directives and origins of Stripe's that a header does not allow.
 * @param header several policies with commas between must each allow an origin; an empty one allows everything
 */
export function missingHosts(header: string, addresses: Addresses): string[] {
  const policies = header.split(",").filter((policy) => policy.trim() !== "");
  return needed(addresses)
    .filter(([directive, origin]) => !policies.every((policy) => allows(policy, directive, origin)))
    .map(([directive, origin]) => `${directive} ${origin}`);
}

function allows(policy: string, directive: string, origin: string): boolean {
  const directives = new Map(
    policy.split(";").map((part) => {
      const [name = "", ...sources] = part.trim().split(/\s+/);
      return [name.toLowerCase(), sources] as const;
    }),
  );
  const fallback = directive === "frame-src" ? directives.get("child-src") : undefined;
  const sources = directives.get(directive) ?? fallback ?? directives.get("default-src");
  if (!sources) return true;
  // A script that a page with a nonce adds may add others.
  if (directive === "script-src" && sources.includes("'strict-dynamic'")) return true;
  return sources.some((source) => matches(source, origin));
}

function matches(source: string, origin: string): boolean {
  if (source === "*" || source === origin || source === new URL(origin).protocol) return true;
  const [, scheme, parent] = /^(?:(https?):\/\/)?\*(\..+)$/.exec(source) ?? [];
  if (!parent) return false;
  const { protocol, hostname } = new URL(origin);
  return hostname.endsWith(parent) && (!scheme || protocol === `${scheme}:`);
}
