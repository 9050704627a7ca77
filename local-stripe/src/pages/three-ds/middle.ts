import { h } from "../../browser/dom";
import { readFrameParams } from "../../browser/frame-params";
import { chooseLocale, translator } from "../../texts/translate";

/** Real challenges have a middle frame, so tests reach through it. */
const { locale } = readFrameParams(window.location.hash);
const language = chooseLocale([locale, ...navigator.languages]);
document.documentElement.lang = language;
const title = translator(language)("challenge.heading");
document.title = title;
document.body.append(
  h(
    "div",
    { class: "fill" },
    h("iframe", {
      name: "acsFrame",
      class: "FullscreenFrame",
      title,
      src: `/three-ds-2-challenge/bank.html${window.location.hash}`,
    }),
  ),
);
