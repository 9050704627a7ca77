import "server-only";
import { storageFailure } from "./storage-failure.server";
import {
  type PictureStorage,
  type StoredFile,
  storedMediaType,
  storedPath,
  uploadTime,
} from "./storage-type";

/** In milliseconds. The SDK asks again by itself, without a bound of its own that a shopper would wait for. */
const PATIENCE = {
  answer: 15_000,
  /** Between two pieces of a file that has begun. */
  idle: 30_000,
};

const YEAR_SECONDS = 31_536_000;

/** A public store of Vercel Blob. @param token its `BLOB_READ_WRITE_TOKEN`, which names the store. The SDK is loaded by the first call. */
export function vercelBlobStorage(token: string, patience = PATIENCE): PictureStorage {
  const place = "Vercel Blob";
  type Sdk = typeof import("@vercel/blob");
  /** Null for what is not there. A store that is not there is an outage. */
  const ask = async <Answer>(
    work: (sdk: Sdk, options: { token: string; abortSignal: AbortSignal }) => Promise<Answer>,
    ms = patience.answer,
  ): Promise<Answer | null> => {
    const stop = new AbortController();
    try {
      const sdk = await import("@vercel/blob");
      const answer = work(sdk, { token, abortSignal: stop.signal }).catch((error) => {
        if (error instanceof sdk.BlobNotFoundError) return null;
        throw error;
      });
      return await within(ms, answer, stop);
    } catch (error) {
      throw storageFailure(place, error);
    }
  };
  return {
    place,
    put: async (key, bytes) => {
      const file = { contentType: storedMediaType(key), cacheControlMaxAge: YEAR_SECONDS };
      // An answer that was lost may have been one of success.
      const name = { access: "public", addRandomSuffix: false, allowOverwrite: true } as const;
      await ask(
        (sdk, options) => sdk.put(storedPath(key), Buffer.from(bytes), { ...options, ...file, ...name }),
        patience.answer + uploadTime(bytes),
      );
    },
    size: async (key) => {
      const found = await ask((sdk, options) => sdk.head(storedPath(key), options));
      return found?.size ?? null;
    },
    read: (key, part) =>
      ask(async (sdk, options) => {
        const { url } = await sdk.head(storedPath(key), options);
        const headers = part && { range: `bytes=${part.first}-${part.last}` };
        const answer = await fetch(url, { signal: options.abortSignal, ...(headers && { headers }) });
        if (answer.status !== (part ? 206 : 200) || !answer.body)
          throw new Error(`${new URL(url).host} answered ${answer.status}`);
        const size = Number(answer.headers.get("content-length"));
        return { size, body: withoutPauses(answer.body, patience.idle) };
      }),
  };
}

/** `stop` ends what is still under way when the time is over. */
async function within<Answer>(ms: number, answer: Promise<Answer>, stop: AbortController): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${ms / 1000} seconds`));
      stop.abort();
    }, ms);
  });
  return Promise.race([answer, over]).finally(() => clearTimeout(timer));
}

/** Ends with an error when nothing comes for so long. A reader may take as long as it likes. */
function withoutPauses(body: StoredFile["body"], ms: number): StoredFile["body"] {
  const reader = body.getReader();
  return new ReadableStream({
    pull: async (controller) => {
      const stop = new AbortController();
      stop.signal.addEventListener("abort", () => void reader.cancel());
      const { done, value } = await within(ms, reader.read(), stop);
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
