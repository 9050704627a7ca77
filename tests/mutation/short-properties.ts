import fc from "fast-check";

/** One failure is an answer, which needs no smallest example; the seed makes two runs alike. */
fc.configureGlobal({ seed: 1, endOnFailure: true, interruptAfterTimeLimit: 400 });
