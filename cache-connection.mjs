import { createClient, RESP_TYPES } from "@redis/client";

/** Milliseconds that a page waits for Redis at most. */
const LONGEST_WAIT = 500;
/** Milliseconds for which Redis is not asked after it did not answer. */
const PAUSE = 1000;

/**
 * @returns a function that asks Redis and gives null when it is away, or does not answer in time. The log says once that it is lost, and once that it is back.
 */
export function connectSharedCache(url) {
  let awayUntil = 0;
  let isLost = false;
  const lost = () => {
    awayUntil = Date.now() + PAUSE;
    if (isLost) return;
    isLost = true;
    say("warn", "shared_cache_lost", "Redis does not answer: pages are made from the database until it does");
  };
  const redis = createClient({
    url,
    disableOfflineQueue: true,
    socket: { connectTimeout: 2000, reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, 2000) },
    commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
  });
  redis.on("error", lost);
  // Resolves with the first connection; from then on the client connects again by itself.
  const connected = redis.connect();
  connected.catch(lost);
  return async (ask) => {
    if (Date.now() < awayUntil) return null;
    try {
      const answer = await inTime(connected.then(() => ask(redis)));
      if (isLost) say("info", "shared_cache_back", "Redis answers again");
      isLost = false;
      return answer;
    } catch {
      lost();
      return null;
    }
  };
}

function inTime(answer) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("Redis did not answer in time")), LONGEST_WAIT);
    timer.unref();
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** A line as `lib/base/log.server.ts` writes it. Next.js loads this file by itself, outside of what it bundles. */
function say(level, code, msg) {
  process.stdout.write(`${JSON.stringify({ level, time: new Date().toISOString(), code, msg })}\n`);
}
