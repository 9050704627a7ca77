import { z } from "zod";
import { signOut } from "@/lib/account/sign-in-and-out.server";
import { commonFields } from "@/lib/auth/form";
import { localPath } from "@/lib/base/i18n-path";
import { form } from "@/lib/http/body-reader";
import { seeOther } from "@/lib/http/form";
import { route } from "@/lib/routes/route.server";

export const maxDuration = 60;

/** Signs out this browser alone. */
export const POST = route(
  { from: "own pages", body: form(z.object(commonFields)), owner: "nobody", limit: "none" },
  async ({ locale }) => {
    await signOut();
    return seeOther(localPath(locale, "/"));
  },
);
