import { seeOther } from "@/lib/http/form";
import { route } from "@/lib/routes/route.server";
import { DESK_SIGN_IN } from "@/lib/staff/desk-pages";
import { clearPendingStaff } from "@/lib/staff/pending.server";
import { staffAuth } from "@/lib/staff/staff-auth.server";

export const maxDuration = 60;

/** Signs out this browser alone. */
export const POST = route(
  { from: "own pages", body: "none", owner: "nobody", limit: "none" },
  async ({ headers }) => {
    await staffAuth().api.signOut({ headers });
    await clearPendingStaff();
    return seeOther(DESK_SIGN_IN);
  },
);
