import type Stripe from "stripe";
import type { IdKind } from "../state/ids";
import type { Local, PaymentOwner } from "../state/local";
import type { Api } from "./api";

/** All that the rest of the local Stripe knows of one resource of Stripe's API. */
export interface Resource {
  /** Adds its calls. */
  routes?: (api: Api) => void;
  /** Its objects, as `expand` puts them in the place of their ids. */
  objects?: {
    /** How their ids begin. */
    ids: readonly IdKind[];
    /** Fields whose ids are its own whatever they begin with: a merchant may choose them. */
    keys?: readonly string[];
    find: (local: Local, id: string) => object | undefined;
  };
  /** What objects have only when it is asked for: by their `object`, then by the field. */
  parts?: Parts;
  /** The same of objects inside others, which have no `object`: by the `object` around them, then by the field. */
  innerParts?: Parts;
  /** Types of the events about its objects; no other can be sent. */
  events?: readonly Stripe.Event["type"][];
  /** Does what is due by the test clock. */
  tick?: (local: Local) => void;
  /** Of the resource that makes PaymentIntents for itself. */
  paymentOwner?: PaymentOwner;
}

/** @param id of the object that `object` names */
type Part = (local: Local, id: string) => object | undefined;
type Parts = Record<string, Record<string, Part>>;
