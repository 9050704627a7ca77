import "server-only";
import { lookup } from "node:dns/promises";
import type { IncomingMessage } from "node:http";
import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { type FileKind, type NotGiven, notGiven, tooManyBytes } from "./file-kind";
import { isPublicAddress } from "./public-address";

const MOST_REDIRECTS = 5;

/** Which servers may be asked. The store's own machine and its network are behind a firewall that the file's author is not. */
type Reach = { plain: boolean; isAllowed: (address: string) => boolean };

export const PUBLIC_ONLY: Reach = { plain: false, isAllowed: isPublicAddress };
export const ANY_SERVER: Reach = { plain: true, isAllowed: () => true };

class AddressRefused extends Error {}

type Fetched = Uint8Array | NotGiven;

/** Gets a file of another server, with bounds of size and time. Each address is checked when it is connected to, after each redirect too. */
export async function fetchFile(url: string, reach: Reach, kind: FileKind): Promise<Fetched> {
  const { withinMs } = kind;
  const signal = AbortSignal.timeout(withinMs);
  try {
    return await follow(url, reach, kind, signal);
  } catch (error) {
    if (error instanceof AddressRefused) return notGiven("address", error.message);
    if (signal.aborted) return notGiven("not_fetched", `it did not come within ${withinMs / 1000} seconds`);
    return notGiven("not_fetched", error instanceof Error ? error.message : String(error));
  }
}

async function follow(url: string, reach: Reach, kind: FileKind, signal: AbortSignal): Promise<Fetched> {
  let at = url;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const response = await ask(new URL(at), reach, kind, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return readBody(response, kind);
    response.destroy();
    if (statusCode < 300 || statusCode >= 400 || !headers.location)
      return notGiven("not_fetched", `the server answered ${statusCode}`);
    at = new URL(headers.location, at).href;
  }
  return notGiven("not_fetched", `it was redirected more than ${MOST_REDIRECTS} times`);
}

async function ask(
  url: URL,
  reach: Reach,
  { noun, accept }: FileKind,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const isPlain = url.protocol === "http:";
  if (url.protocol !== "https:" && !(isPlain && reach.plain))
    throw new AddressRefused(`${noun} are fetched by https, not by ${url.protocol}//`);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // An address that stands in the URL is not looked up.
  if (isIP(host) && !reach.isAllowed(host))
    throw new AddressRefused(`${host} is an address of a network of your own`);
  const options = {
    signal,
    lookup: lookupWithin(reach),
    headers: { accept },
    // A connection of an earlier request was checked by what was allowed then.
    agent: false as const,
  };
  return new Promise((resolve, reject) => {
    const request = (isPlain ? requestPlain : requestSecure)(url, options, resolve);
    request.on("error", reject);
    request.end();
  });
}

/** The connection goes to the address that was checked: a second look could give another. */
const lookupWithin =
  ({ isAllowed }: Reach): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }).then(
      (found) => {
        const refused = found.find(({ address }) => !isAllowed(address));
        const [first] = found;
        if (refused || !first) {
          const message = `${hostname} leads to ${refused?.address ?? "nowhere"}, an address of a network of your own`;
          callback(new AddressRefused(message), "", 0);
        } else if (options.all) callback(null, found);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, "", 0),
    );
  };

async function readBody(response: IncomingMessage, kind: FileKind): Promise<Fetched> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response) {
    parts.push(part);
    size += part.length;
    // Leaving the loop ends the connection.
    if (size > kind.mostBytes) return tooManyBytes(kind);
  }
  return Buffer.concat(parts);
}
