import { readFileSync } from "node:fs";
import { z } from "zod";
import shop from "../../../store.config";

/** Whatever has no other use than to tell of the demonstration: shorter texts are words that any shop has. */
const OWN_LETTERS = 9;
const GOODS = "content/demonstration.jsonl";

const texts = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
};

const goods = readFileSync(GOODS, "utf8")
  .trim()
  .split("\n")
  .map((line) => z.looseObject({ name: z.unknown(), description: z.unknown() }).parse(JSON.parse(line)));

const { name, contact, about, home } = shop;
const { company, represented, register, vat, street, email } = contact;
const { image: _, ...said } = home;
const WORDS = [
  ...[name, name.replace("&", "&amp;")],
  ...texts([{ company, represented, register, vat, street, email }, about, said]),
  ...goods.flatMap((one) => texts([one.name, one.description])),
].filter((text) => text.length >= OWN_LETTERS);

/** What a text has of the names, words and goods of the shop that the store comes with. */
export const demonstrationIn = (text: string): string[] => WORDS.filter((word) => text.includes(word));
