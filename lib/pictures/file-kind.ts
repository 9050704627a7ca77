/** What is asked of the files that a merchant gives. */
export type FileKind = {
  /** What a merchant calls several of them. */
  noun: "pictures" | "videos";
  mostBytes: number;
  /** For all of one file. */
  withinMs: number;
  /** The header by which a server is asked for one. */
  accept: string;
  /** Whether a source is the path of a stored file. */
  isStored: (source: string) => boolean;
};

export type FileOptions = {
  /** Files are looked for here by their names, before anything is fetched. */
  folder?: string | null | undefined;
  /** Also servers without https, and those of the own network. */
  fromAnyServer?: boolean | undefined;
};

type Why = "unknown" | "address" | "not_fetched" | "too_large";

/** `message` continues a sentence about the file. */
export type NotGiven = { ok: false; why: Why; message: string };

export const notGiven = (why: Why, message: string): NotGiven => ({ ok: false, why, message });

export const tooManyBytes = ({ mostBytes }: FileKind): NotGiven =>
  notGiven("too_large", `it has more than ${mostBytes / 1_000_000} MB`);
