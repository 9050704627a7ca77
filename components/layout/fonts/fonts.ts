import localFont from "next/font/local";

export const display = localFont({
  src: "./ysabeau.woff2",
  weight: "400 700",
  variable: "--font-ysabeau",
  display: "swap",
  fallback: ["Gill Sans", "Optima", "Candara", "sans-serif"],
});

export const text = localFont({
  src: "./instrument-sans.woff2",
  weight: "400 700",
  variable: "--font-instrument-sans",
  display: "swap",
  fallback: ["Helvetica Neue", "Arial", "sans-serif"],
});
