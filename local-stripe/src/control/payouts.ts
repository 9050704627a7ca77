import type { Router } from "../http/router";
import { oneOf, required, text } from "../http/rules";
import { endPayout, payOutAll, requirePayout } from "../resources/payouts/payouts";
import { control } from "./handle";

export function mountPayouts(router: Router): void {
  router.post(
    "/_local/payouts",
    control({}, ({ local }) => ({ payouts: payOutAll(local) })),
  );
  router.post(
    "/_local/payouts/:id/end",
    control(
      { status: required(oneOf("paid", "failed")), failure_code: text() },
      ({ local, params, given: { status, failure_code: failureCode } }) =>
        endPayout(local, requirePayout(local, params.id ?? ""), { status, failureCode }),
    ),
  );
}
