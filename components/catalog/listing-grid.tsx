"use client";

import { ProductGrid } from "./product-grid";

/** The same grid, sent to the browser as the data of its cards and not as the elements made of them, which is much less. */
export const ListingGrid = ProductGrid;
