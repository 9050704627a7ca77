import type Stripe from "stripe";
import type { IdKind } from "../state/ids";
import type { Local, PaymentOwner } from "../state/local";
import type { Api } from "./api";
import type { VersionChange } from "./version-change";

/** A resource of Stripe's API, as the rest of the local Stripe knows it. */
export interface Resource {
  /** Adds the resource's calls. */
  routes?: (api: Api) => void;
  /** Objects that `expand` can find. */
  objects?: {
    /** How the objects' ids begin. */
    ids: readonly IdKind[];
    /** Fields with its ids whatever they begin with, as merchants may choose them. */
    keys?: readonly string[];
    find: (local: Local, id: string) => object | undefined;
  };
  /** Members that exist only on demand: by `object`, then by field. */
  parts?: Parts;
  /** The same for inner objects without `object`: by the outer `object`, then by field. */
  innerParts?: Parts;
  /** What its calls and objects were like in older versions of the API. */
  changes?: readonly VersionChange[];
  /** The event types of the resource; no others can be sent. */
  events?: readonly Stripe.Event["type"][];
  /** Does the work that is due by the test clock. */
  tick?: (local: Local) => void;
  /** Set by the resource that makes PaymentIntents. */
  paymentOwner?: PaymentOwner;
}

/** @param id of the object named by `object` */
type Part = (local: Local, id: string) => object | undefined;
type Parts = Record<string, Record<string, Part>>;
