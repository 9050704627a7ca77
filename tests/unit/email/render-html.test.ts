import { Body, Head, Html, Img, render, Text } from "@react-email/components";
import { createElement, type ReactElement } from "react";
import { describe, expect, it } from "vitest";
import { renderHtml } from "@/emails/render-html";

const message = createElement(
  Html,
  { lang: "fr" },
  createElement(Head),
  createElement(
    Body,
    null,
    createElement(Img, { src: "https://shop.example/mug.jpg", alt: "" }),
    createElement(Text, null, "Tasse « été » & ", 'café "à emporter" ', "日本 ".repeat(700)),
  ),
);

const Broken = (): ReactElement => {
  throw new Error("no such order");
};

describe("the HTML of an e-mail", () => {
  it("is what React Email makes of it, without the marks that a browser would need", async () => {
    const theirs = (await render(message)).replaceAll(/<!--(\/?\$|html|head|body)-->/g, "");
    expect(await renderHtml(message)).toBe(theirs);
  });

  it("fails when a component fails", async () => {
    await expect(renderHtml(createElement(Broken))).rejects.toThrow("no such order");
  });
});
