import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { type LaidOverWords, laidOverWords } from "./laid-over";

const tried = new AsyncLocalStorage<LaidOverWords>();

/** Words that are looked at before they are saved: they hold within `work` alone, while others go on with those in force. */
export const tryingWords = <Result>(words: LaidOverWords, work: () => Promise<Result>): Promise<Result> =>
  tried.run(words, work);

/** What is being tried here, or else what is in force. */
export const wordsHere = (): LaidOverWords => tried.getStore() ?? laidOverWords();
