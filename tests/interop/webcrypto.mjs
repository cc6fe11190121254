// Oxigraph's WebAssembly asks for the Web Crypto API, which Node.js 18 (Debian 12's) does not put in the global scope.
// Import this before it.
// SPDX-License-Identifier: Apache-2.0
import { webcrypto } from "node:crypto";

globalThis.crypto ??= webcrypto;
