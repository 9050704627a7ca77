import { noSuch } from "../http/errors";
import type { Router } from "../http/router";
import { integer, oneOf, required, text } from "../http/rules";
import { idKind } from "../state/ids";
import { control } from "./handle";

const faultIds = idKind("flt");

const FAULT = {
  path: text(),
  method: oneOf("GET", "POST", "DELETE"),
  times: integer(1, 10_000),
  kind: required(oneOf("429", "500", "cut_before", "cut_after", "slow")),
  delay_ms: integer(0, 120_000),
};

const SLOW_MS = 2_000;

/** Faults of the next calls, and the log of calls. */
export function mountFaults(router: Router): void {
  router.get(
    "/_local/faults",
    control({}, ({ local }) => ({ faults: local.store.settings.faults })),
  );
  router.post(
    "/_local/faults",
    control(FAULT, ({ local, given }) => {
      local.store.settings.faults.push({
        id: faultIds.make(),
        path: given.path ?? null,
        method: given.method ?? null,
        remaining: given.times ?? 1,
        kind: given.kind,
        delayMs: given.delay_ms ?? (given.kind === "slow" ? SLOW_MS : 0),
      });
      local.store.touch();
      return { faults: local.store.settings.faults };
    }),
  );
  router.delete(
    "/_local/faults",
    control({}, ({ local }) => {
      local.store.settings.faults = [];
      local.store.touch();
      return { faults: [] };
    }),
  );
  router.get(
    "/_local/requests",
    control({}, ({ local }) => ({ data: local.requests.all() })),
  );
  router.get(
    "/_local/requests/:id",
    control({}, ({ local, params }) => {
      const logs = [local, ...local.worlds.all()].flatMap(({ requests }) => requests.all());
      const found = logs.find(({ id }) => id === params.id);
      if (!found) throw noSuch("request", params.id ?? "");
      return found;
    }),
  );
  router.delete(
    "/_local/requests",
    control({}, ({ local }) => {
      local.requests.clear();
      return { data: [] };
    }),
  );
}
