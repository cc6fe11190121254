// Seconds that Oxigraph (npm, in memory) takes to load a file and for the median of so many runs of each query, results as JSON.
// Usage: store.mjs DATA.nq REPEATS QUERY.rq...
// SPDX-License-Identifier: Apache-2.0
import { readFileSync, openSync, readSync } from "node:fs";
import { createRequire } from "node:module";
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
const oxigraph = createRequire(new URL("../interop/package.json", import.meta.url))("oxigraph");
const [data, repeats, ...queries] = process.argv.slice(2);
const store = new oxigraph.Store();
const times = {};

// In pieces of whole lines: a string cannot hold a large file. Only the loading is timed.
const file = openSync(data, "r");
const block = Buffer.alloc(16 << 20);
let rest = Buffer.alloc(0);
times.load = 0;
for (let size; (size = readSync(file, block, 0, block.length, null)) > 0; ) {
  const held = Buffer.concat([rest, block.subarray(0, size)]);
  const end = held.lastIndexOf(10) + 1;
  const text = held.toString("utf8", 0, end);
  rest = held.subarray(end);
  const begin = performance.now();
  store.load(text, { format: "application/n-quads", no_transaction: true });
  times.load += (performance.now() - begin) / 1e3;
}
for (const path of queries) {
  const text = readFileSync(path, "utf8");
  const runs = [];
  // A query of seconds is not run again and again.
  for (let i = 0; i < Number(repeats) && !(runs[0] > 2); i++) {
    const begin = performance.now();
    store.query(text, { results_format: "json" });
    runs.push((performance.now() - begin) / 1e3);
  }
  times[path] = runs.sort((a, b) => a - b)[runs.length >> 1];
}
console.log(JSON.stringify(times));
