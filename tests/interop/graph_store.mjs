// A graph store for tests: SPARQL 1.1 Graph Store Protocol and queries over Oxigraph, on loopback, with the faults that real
// servers have. Writes its port to the file named. Usage: graph_store.mjs PORT-FILE
//   /store                   the store; /query: SPARQL by POST
//   /basic, /bearer          the store for "dba" with "a secret", or for the token "tell-no-one"
//   /flaky                   each graph's first requests fail: busy, overloaded, cut off, broken, out for a while
//   /slow                    never answers
//   /down, /redirect, /garbage, /forbidden, /echo, /greedy, /picky (refuses graphs with "3" in their names)
//   /log                     the requests so far
// SPDX-License-Identifier: Apache-2.0
import { createServer } from "node:http";
import { writeFileSync } from "node:fs";
import "./webcrypto.mjs";
import oxigraph from "oxigraph";

const store = new oxigraph.Store();
const log = [];
const attempts = new Map();
const { namedNode, defaultGraph, quad } = oxigraph;

function readBody(request) {
  return new Promise((resolve, reject) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => resolve(Buffer.concat(pieces).toString("utf8")));
    request.on("error", reject);
  });
}

function answer(response, status, text = "", headers = {}) {
  response.writeHead(status, { "Content-Type": "text/plain", ...headers });
  response.end(text);
}

function graphStore(request, response, url, body) {
  const name = url.searchParams.get("graph");
  const graph = name ? namedNode(name) : defaultGraph();
  if (!name && !url.searchParams.has("default")) return answer(response, 400, "no graph");
  if (request.method === "PUT") store.update(name ? `DROP SILENT GRAPH <${name}>` : "DROP SILENT DEFAULT");
  if (request.method === "PUT" || request.method === "POST") {
    store.load(body, { format: "text/turtle", to_graph_name: graph });
    return answer(response, 204);
  }
  if (request.method === "GET") {
    const quads = store.match(null, null, null, graph).map((read) => `${quad(read.subject, read.predicate, read.object)} .`);
    return answer(response, quads.length ? 200 : 404, quads.sort().join("\n"));
  }
  return answer(response, 405);
}

function query(request, response, body) {
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  const text = isForm ? new URLSearchParams(body).get("query") : body;
  const result = store.query(text, { results_format: "json" });
  return answer(response, 200, result, { "Content-Type": "application/sparql-results+json" });
}

const faults = [
  (response) => answer(response, 503, "busy", { "Retry-After": "1" }),
  (response) => answer(response, 429, "too many requests", { "Retry-After": "0" }),
  (response) => response.socket.destroy(),
  (response) => answer(response, 500, "broken"),
  (response) => {
    response.writeHead(200, { "Content-Length": "100" });
    response.write("not a hund");
    setTimeout(() => response.socket.destroy(), 20);
  },
];

function flaky(request, response, url, body) {
  const key = url.search;
  const count = attempts.get(key) ?? 0;
  attempts.set(key, count + 1);
  const first = [...attempts.keys()].indexOf(key);
  if (count < 2) return faults[(first + count) % faults.length](response);
  return graphStore(request, response, url, body);
}

const places = {
  "/store": graphStore,
  "/query": (request, response, url, body) => query(request, response, body),
  "/basic": (request, response, url, body) =>
    request.headers.authorization === `Basic ${Buffer.from("dba:a secret").toString("base64")}`
      ? graphStore(request, response, url, body)
      : answer(response, 401, "who are you?", { "WWW-Authenticate": 'Basic realm="test"' }),
  "/bearer": (request, response, url, body) =>
    request.headers.authorization === "Bearer tell-no-one" ? graphStore(request, response, url, body) : answer(response, 401),
  "/flaky": flaky,
  "/slow": () => {},
  "/down": (request, response) => answer(response, 503, "closed until further notice"),
  "/redirect": (request, response) => answer(response, 307, "", { Location: "http://127.0.0.1:9/elsewhere" }),
  "/garbage": (request, response) => response.socket.end("\x00\x01\x02 this is no HTTP\r\n\r\n"),
  "/forbidden": (request, response) => answer(response, 403, "not for you"),
  "/echo": (request, response) => answer(response, 400, `you said ${request.headers.authorization}, dba:a secret, tell-no-one\x1b[31m`),
  "/greedy": (request, response) => answer(response, 503, "later", { "Retry-After": "86400" }),
  "/picky": (request, response, url, body) =>
    (url.searchParams.get("graph") ?? "").includes("3") ? answer(response, 413, "too large\n\tfor us") : graphStore(request, response, url, body),
  "/log": (request, response) => answer(response, 200, log.join("\n") + "\n"),
};

const server = createServer(async (request, response) => {
  try {
    const url = new URL(request.url, "http://127.0.0.1");
    const body = await readBody(request);
    if (url.pathname !== "/log") log.push(`${request.method} ${request.url} ${body.length}`);
    const place = places[url.pathname];
    if (place) place(request, response, url, body);
    else answer(response, 404);
  } catch (error) {
    answer(response, 400, String(error));
  }
});
server.listen(0, "127.0.0.1", () => writeFileSync(process.argv[2], String(server.address().port)));
