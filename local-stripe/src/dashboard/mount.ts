import type { Router } from "../server/router";

/** The dashboard at `/`. */
export function mountDashboard(_router: Router): void {}
