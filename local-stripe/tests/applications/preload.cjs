// For `node --require`: calls of Stripe's API go to the local Stripe, and a port that an application has fixed becomes another.
const http = require("node:http");
const https = require("node:https");
const { syncBuiltinESMExports } = require("node:module");
const { Server } = require("node:net");

const HOSTS = new Set(["api.stripe.com", "files.stripe.com"]);
const stripe = new URL(process.env.APPLICATION_STRIPE_URL);
const [fixedPort, otherPort] = (process.env.APPLICATION_PORT ?? "").split(":").map(Number);

const { request: encrypted } = https;
https.request = function request(first, ...rest) {
  const given = typeof first === "string" ? new URL(first) : first;
  const host = given.hostname ?? given.host;
  if (!HOSTS.has(host)) return encrypted.call(https, first, ...rest);
  const turned = { ...given, protocol: "http:", host: stripe.hostname, hostname: stripe.hostname };
  const call = http.request({ ...turned, port: stripe.port, agent: undefined }, ...rest);
  // The SDK writes when the connection is encrypted.
  call.once("socket", (socket) => {
    if (socket.connecting) socket.once("connect", () => socket.emit("secureConnect"));
  });
  return call;
};

const { fetch } = globalThis;
globalThis.fetch = (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input, "http://localhost");
  if (!HOSTS.has(url.hostname)) return fetch(input, init);
  const turned = `${stripe.origin}${url.pathname}${url.search}`;
  return input instanceof Request ? fetch(new Request(turned, input), init) : fetch(turned, init);
};

const { listen } = Server.prototype;
Server.prototype.listen = function turnedListen(first, ...rest) {
  return listen.call(this, fixedPort > 0 && Number(first) === fixedPort ? otherPort : first, ...rest);
};

syncBuiltinESMExports();
