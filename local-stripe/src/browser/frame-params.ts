/** What the fragment of a frame's URL contains, as a fragment is neither sent nor logged. */
export interface FrameParams {
  frameId: string;
  /** Origin of the merchant's page, the only one the frame speaks to. */
  parentOrigin: string;
  key: string;
  clientSecret: string;
  locale: string;
  /** `payatt_…`, for a challenge. */
  source: string;
}

const NAMES = ["frameId", "parentOrigin", "key", "clientSecret", "locale", "source"] as const;

export function writeFrameParams(params: FrameParams): string {
  return `#${new URLSearchParams(NAMES.map((name) => [name, params[name]]))}`;
}

/** Reads a frame's parameters. Missing ones become empty text. */
export function readFrameParams(hash: string): FrameParams {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const text = (name: (typeof NAMES)[number]) => given.get(name) ?? "";
  return {
    frameId: text("frameId"),
    parentOrigin: text("parentOrigin"),
    key: text("key"),
    clientSecret: text("clientSecret"),
    locale: text("locale"),
    source: text("source"),
  };
}
