import type { Api } from "../../http/api";
import { invalid, noSuch } from "../../http/errors";
import { createdFilter, PAGE, paginate } from "../../http/lists";
import { applyMetadata, metadata } from "../../http/metadata";
import { bool, ignored, readParams, text } from "../../http/rules";
import type { Local } from "../../state/local";
import type { DisputeRecord } from "../../state/records";
import { answerDispute, closeDispute, isInquiry, isOpen } from "./disputes";
import { evidence } from "./evidence";

const LIST = { ...PAGE, charge: text(), created: createdFilter, payment_intent: text() };
const UPDATE = { evidence, intended_submission_method: ignored, metadata, submit: bool };

export function requireDispute(local: Local, id: string): DisputeRecord {
  const record = local.store.disputes.get(id);
  if (!record) throw noSuch("dispute", id);
  return record;
}

export function mountDisputes(api: Api): void {
  api.get("/v1/disputes", ({ local, input }) => {
    const query = readParams(LIST, input);
    const found = local.store.disputes
      .newest()
      .map(({ dispute }) => dispute)
      .filter(
        (dispute) =>
          (query.charge === undefined || dispute.charge === query.charge) &&
          (query.payment_intent === undefined || dispute.payment_intent === query.payment_intent) &&
          (query.created?.(dispute.created) ?? true),
      );
    return paginate(found, query, "/v1/disputes");
  });
  api.get("/v1/disputes/:id", ({ local, input, params }) => {
    readParams({}, input);
    return requireDispute(local, params.id ?? "").dispute;
  });
  api.post("/v1/disputes/:id", ({ local, input, params }) => {
    const record = requireDispute(local, params.id ?? "");
    const given = readParams(UPDATE, input);
    return answerDispute(local, record, {
      evidence: given.evidence,
      metadata: applyMetadata(record.dispute.metadata, given.metadata),
      submit: given.submit ?? true,
    }).dispute;
  });
  api.post("/v1/disputes/:id/close", ({ local, input, params }) => {
    readParams({}, input);
    const record = requireDispute(local, params.id ?? "");
    if (!isOpen(record.dispute)) throw invalid("This dispute is already closed.");
    return closeDispute(local, record, isInquiry(record.dispute.status) ? "warning_closed" : "lost").dispute;
  });
}
