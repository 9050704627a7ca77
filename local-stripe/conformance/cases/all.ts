import type { Case } from "../case";
import { AFTERWARDS_CASES } from "./afterwards";
import { BILLING_CASES } from "./billing";
import { BROWSER_CASES } from "./browser";
import { CALL_CASES } from "./calls";
import { CATALOG_CASES } from "./catalog";
import { CUSTOMER_CASES } from "./customers";
import { PAYMENT_CASES } from "./payments";
import { SEARCH_CASES } from "./search";
import { SESSION_CASES } from "./sessions";
import { SUBSCRIPTION_CASES } from "./subscriptions";
import { VERSION_CASES } from "./versions";
import { WAY_CASES } from "./ways-to-pay";

export const CASES: readonly Case[] = [
  ...CALL_CASES,
  ...VERSION_CASES,
  ...CATALOG_CASES,
  ...CUSTOMER_CASES,
  ...PAYMENT_CASES,
  ...AFTERWARDS_CASES,
  ...WAY_CASES,
  ...SESSION_CASES,
  ...SUBSCRIPTION_CASES,
  ...BILLING_CASES,
  ...SEARCH_CASES,
  ...BROWSER_CASES,
];
