import { apiError } from "@/lib/http/api-error";
import { requestLocale } from "@/lib/http/locale";
import { readShopper } from "@/lib/orders/owners/shopper.server";
import { getOwnOrder } from "@/lib/orders/views/read.server";

/** An order for its owner, amounts in minor units; 404 for everybody else. */
export async function GET(request: Request, { params }: RouteContext<"/api/orders/[id]">): Promise<Response> {
  const { id } = await params;
  const order = await getOwnOrder(id, await readShopper());
  if (!order) return apiError("not_found", requestLocale(request.headers));
  return Response.json(order, { headers: { "Cache-Control": "no-store" } });
}
