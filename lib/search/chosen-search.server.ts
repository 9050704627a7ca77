import "server-only";
import { searchInPostgres } from "./postgres-search.server";
import type { ShopSearch } from "./shop-search";
import { suggestFromPostgres } from "./suggestions.server";

/** The only place that says which engine searches: docs/search.md. */
export const shopSearch: ShopSearch = { search: searchInPostgres, suggest: suggestFromPostgres };
