import { z } from "zod";
import { readSessionId, type SessionId } from "@/lib/base/ids";
import { promotionCodeField } from "@/lib/model/promotion-code";

const sessionId = z.custom<SessionId>((id) => readSessionId(id) !== null);

export const sessionInput = z.strictObject({ checkout_session_id: sessionId });

export const promotionCodeInput = z.strictObject({
  checkout_session_id: sessionId,
  code: promotionCodeField,
});
