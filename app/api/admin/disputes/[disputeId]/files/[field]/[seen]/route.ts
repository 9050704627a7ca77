import { evidenceFileParams, evidencePaperBody, MOST_FILE_BYTES } from "@/lib/desk/disputes/evidence-fields";
import { attachEvidence, attachPaper, removeEvidence } from "@/lib/desk/disputes/evidence-files.server";
import { json } from "@/lib/http/body-reader";
import { bytesBody } from "@/lib/http/bytes-body";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const about = ({ params }: { params: { disputeId: string } }) =>
  ({ kind: "dispute", id: params.disputeId }) as const;

/** Adds a file to the draft of the evidence: the body is the file. */
export const PUT = deskChange(
  {
    ...{ right: "disputes.answer", action: "dispute.add_file", params: evidenceFileParams, about },
    body: bytesBody(MOST_FILE_BYTES),
    logged: (bytes) => ({ bytes: bytes.length }),
  },
  ({ params, body, locale }) => attachEvidence(params, body, locale),
);

/** Adds the order's own packing slip or invoice. */
export const POST = deskChange(
  {
    ...{ right: "disputes.answer", action: "dispute.add_file", params: evidenceFileParams, about },
    body: json(evidencePaperBody),
  },
  ({ params, body, locale }) => attachPaper(params, body.document, locale),
);

export const DELETE = deskChange(
  {
    ...{ right: "disputes.answer", action: "dispute.remove_file", params: evidenceFileParams, about },
    body: "none",
  },
  ({ params, locale }) => removeEvidence(params, locale),
);
