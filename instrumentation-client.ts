import { BOT_GUARDED } from "@/lib/http/bot-guarded";
import { initBotId } from "@/lib/http/botid-client";

// `next.config.ts` writes the value in at build time, so that a store without BotID has nothing of it in its pages.
if (process.env.BOTID === "on") initBotId({ protect: [...BOT_GUARDED] });
