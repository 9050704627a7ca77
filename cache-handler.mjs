import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { connectSharedCache } from "./cache-connection.mjs";

/** Seconds. Next.js itself decides what is too old to be shown; older versions are kept for when the database does not answer. */
const KEPT_FOR = 3600;
const TAGS_HEADER = "x-next-cache-tags";

/** One connection for the process: Next.js makes a handler for each request. */
let shared;

/**
 * Next.js' `cacheHandler`: pages and data that all processes of one build share in Redis or Valkey, with the times at which their tags were renewed.
 * Nothing here throws: what can't be read is made anew.
 */
export default class SharedCacheHandler {
  constructor({ serverDistDir }) {
    shared ??= {
      ask: connectSharedCache(process.env.REDIS_URL),
      prefix: `store:${buildOf(serverDistDir)}:`,
    };
  }

  /** @returns null also for what has a tag that was renewed after it was made */
  async get(key, { kind, tags = [], softTags = [] }) {
    const bytes = await shared.ask((redis) => redis.get(entryKey(key)));
    const entry = parse(bytes);
    if (!entry) return null;
    const own = kind === "FETCH" ? [...tags, ...softTags] : tagsOf(entry);
    return (await isRenewed(own, entry.lastModified)) ? null : entry;
  }

  async set(key, value, { cacheControl } = {}) {
    const bytes = serialize({ lastModified: Date.now(), value, cacheControl });
    await shared.ask((redis) =>
      redis.set(entryKey(key), bytes, { expiration: { type: "EX", value: KEPT_FOR } }),
    );
  }

  /** `expire`: seconds from now on for which the old is still shown. */
  async revalidateTag(tags, { expire = 0 } = {}) {
    const at = String(Date.now() + expire * 1000);
    await shared.ask((redis) =>
      Promise.all(
        [tags]
          .flat()
          .map((tag) => redis.set(tagKey(tag), at, { expiration: { type: "EX", value: KEPT_FOR + expire } })),
      ),
    );
  }

  resetRequestCache() {}
}

const entryKey = (key) => `${shared.prefix}entry:${key}`;
const tagKey = (tag) => `${shared.prefix}tag:${tag}`;

/** Pages of another build name other scripts. */
const buildOf = (serverDistDir) => readFileSync(join(dirname(serverDistDir), "BUILD_ID"), "utf8").trim();

async function isRenewed(tags, madeAt) {
  if (tags.length === 0) return false;
  const times = await shared.ask((redis) => redis.mGet(tags.map(tagKey)));
  // Without an answer nobody knows, so it counts as renewed.
  if (times === null) return true;
  return times.some((time) => time !== null && Number(time) >= madeAt && Number(time) <= Date.now());
}

function tagsOf({ value }) {
  const header = value?.headers?.[TAGS_HEADER];
  return typeof header === "string" ? header.split(",") : [];
}

/** @returns null for what another version of Node.js wrote and this one can't read */
function parse(bytes) {
  if (bytes === null) return null;
  try {
    return deserialize(bytes);
  } catch {
    return null;
  }
}
