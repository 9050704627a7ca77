import "server-only";
import { describeError } from "@/lib/base/describe-error";
import { log } from "@/lib/base/log.server";
import { env } from "@/lib/config/env";
import { checkBotId } from "@/lib/http/botid-server";
import { isBotGuarded } from "./bot-guarded";

/** Whether Vercel's BotID takes a request for a program's. False where it is off, and when it can't say: it must not close the shop. */
export async function isFromBot(request: Request): Promise<boolean> {
  if (!env().BOTID || !isBotGuarded(request)) return false;
  try {
    return (await checkBotId()).isBot;
  } catch (error) {
    log.error(`BotID could not check a request, which is let through: ${describeError(error)}`);
    return false;
  }
}
