import "server-only";
import { randomInt } from "node:crypto";

/** Without those that are read as another: 0 O, 1 I L. */
const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/** 31^8 codes, so nobody guesses one: wrong codes are counted. */
const RANDOM_SIGNS = 8;

export const randomCodePart = () =>
  Array.from({ length: RANDOM_SIGNS }, () => SIGNS[randomInt(SIGNS.length)]).join("");
