import type { Page } from "@playwright/test";
import type Stripe from "stripe";

/** One application that runs, and the account it is a customer of. */
export interface Shop {
  /** Where it listens. */
  url: string;
  /** Its files. */
  folder: string;
  stripe: Stripe;
  /** A page of a new visitor. */
  page: Page;
  /** Waits until the application's webhook has taken an event of this type with a 2xx. */
  webhookTook: (type: string) => Promise<void>;
  /** Moves the account's clock by this many days. */
  advance: (days: number) => Promise<void>;
  /** Runs a module of ours beside the application's packages. @throws Error with what it printed, when it fails */
  runModule: (source: string, env: Record<string, string>) => Promise<void>;
}

/** One thing a shopper does, or a caller of a library: a row of the table. Throws when it does not go as at Stripe. */
interface Drive {
  what: string;
  run: (shop: Shop) => Promise<void>;
}

export interface Application {
  name: string;
  /** Inside the folder with all checkouts. */
  folder: string;
  /** The package that is tried, if it is not the folder itself. */
  library?: string;
  /** What is started, and in which folder of the application; a library has none. */
  server?: {
    command: readonly string[];
    in: string;
    fixedPort?: number;
    ready?: string;
    /** Pages that a development server makes when they are first asked for. */
    makes?: readonly string[];
  };
  /** The path that takes events. */
  webhook?: string;
  /** Runs before the server; what it gives is the server's environment besides keys. */
  prepare?: (before: Prepare) => Promise<Record<string, string>>;
  drives: readonly Drive[];
}

export interface Prepare {
  stripe: Stripe;
  url: string;
  folder: string;
  publishableKey: string;
  /** Of the application's own commands, with the environment of its server. @throws Error when it fails */
  runCommand: (command: readonly string[], env: Record<string, string>) => Promise<void>;
  /** Called when the application has ended. */
  atEnd: (close: () => Promise<void>) => void;
  /** For what it needs besides, such as a database. */
  port: (index: number) => number;
}
