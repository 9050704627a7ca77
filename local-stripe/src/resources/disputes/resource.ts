import type { Api } from "../../http/api";
import { invalid } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import type { Resource } from "../../http/resource";
import { bool, ignored, text } from "../../http/rules";
import { disputesOfCharge } from "../../state/finders";
import { answerDispute, closeDispute, disputeIds, isInquiry, isOpen, requireDispute } from "./disputes";
import { advanceDisputes } from "./due";
import { evidence } from "./evidence";

const LIST = { ...PAGE, charge: text(), created: createdFilter, payment_intent: text() };
const UPDATE = { evidence, intended_submission_method: ignored, metadata, submit: bool };

function routes(api: Api): void {
  api.get("/v1/disputes", LIST, ({ local, read }) => {
    const query = read();
    const all = local.store.disputes;
    const found = (disputesOfCharge(all, query.charge) ?? all.newest())
      .map(({ dispute }) => dispute)
      .filter(
        (dispute) =>
          (query.charge === undefined || dispute.charge === query.charge) &&
          (query.payment_intent === undefined || dispute.payment_intent === query.payment_intent) &&
          (query.created?.(dispute.created) ?? true),
      );
    return paginate(found, query, "/v1/disputes");
  });
  api.get("/v1/disputes/:id", {}, ({ local, read, params }) => {
    read();
    return requireDispute(local, params.id ?? "").dispute;
  });
  api.post("/v1/disputes/:id", UPDATE, ({ local, read, params }) => {
    const record = requireDispute(local, params.id ?? "");
    const given = read();
    return answerDispute(local, record, {
      evidence: given.evidence,
      metadata: applyMetadata(record.dispute.metadata, given.metadata),
      submit: given.submit ?? true,
    }).dispute;
  });
  api.post("/v1/disputes/:id/close", {}, ({ local, read, params }) => {
    read();
    const record = requireDispute(local, params.id ?? "");
    if (!isOpen(record.dispute)) throw invalid("This dispute is already closed.");
    return closeDispute(local, record, isInquiry(record.dispute.status) ? "warning_closed" : "lost").dispute;
  });
}

export const disputes: Resource = {
  routes,
  objects: { ids: [disputeIds], find: ({ store }, id) => store.disputes.get(id)?.dispute },
  events: [
    "charge.dispute.closed",
    "charge.dispute.created",
    "charge.dispute.funds_reinstated",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.updated",
  ],
  tick: advanceDisputes,
};
