/** The parts of a request that Node.js has read and Next.js is about to parse. Header names are in lower case. */
type Asked = {
  method?: string | undefined;
  /** The path and the query, as sent. */
  url?: string | undefined;
  headers: Readonly<Record<string, string | string[] | undefined>>;
};

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** A name or an address, and perhaps a port. */
const HOST = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/**
 * Whether Next.js would answer 500 to a request because it can't read its path, its method, or where it says that it comes from. It
 * reads these before anything of the store's runs.
 */
export function isMalformed({ method = "GET", url = "/", headers }: Asked): boolean {
  const { host, origin, "x-forwarded-host": forwarded } = headers;
  return (
    !METHODS.includes(method) ||
    !isReadablePath(url) ||
    !hostsIn(host).every(isHost) ||
    !hostsIn(forwarded).every(isHost) ||
    ![origin ?? []].flat().every(isOrigin)
  );
}

/** Whether a path, and perhaps a query after it, can be decoded, and into letters that PostgreSQL keeps. */
export function isReadablePath(url: string): boolean {
  const [path = ""] = url.split("?", 1);
  try {
    return !decodeURIComponent(path).includes("\0");
  } catch {
    return false;
  }
}

/** Several proxies write a list. */
const hostsIn = (header: string | string[] | undefined): string[] =>
  [header ?? []].flat().flatMap((value) => value.split(",").map((part) => part.trim()));

const isHost = (host: string): boolean => host === "" || (HOST.test(host) && URL.canParse(`http://${host}`));

/** A browser writes `null` for a page that has no origin. */
const isOrigin = (origin: string): boolean => origin === "" || origin === "null" || URL.canParse(origin);
