import type { Case } from "../case";
import { BROWSER_CASES } from "./browser";
import { CALL_CASES } from "./calls";
import { PAYMENT_CASES } from "./payments";
import { VERSION_CASES } from "./versions";

export const CASES: readonly Case[] = [...CALL_CASES, ...VERSION_CASES, ...PAYMENT_CASES, ...BROWSER_CASES];
