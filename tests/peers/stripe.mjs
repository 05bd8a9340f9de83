// Stripe, as far as localstripe is Stripe, in a process of its own, behind a line that can be cut.

import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../portal.mjs";
import { line } from "./line.mjs";

const python = join(import.meta.dirname, ".venv/bin/python");

export const KEY = "sk_test_of_the_portal";
export const SECRET = "whsec_of_the_portal";

// Starts the server. `ask` asks it as the portal does, `calls` tells what it was asked to do, and `tell` lets it send its
// events to an address.
export async function stripe() {
  if (!existsSync(python)) throw new Error(`${python} is not there: run make tests/peers/.venv/ready`);
  const port = await freePort();
  const child = spawn(python, [join(import.meta.dirname, "stripe.py"), `${port}`], { stdio: "ignore" });
  const base = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error("localstripe ended at once");
    if (await fetch(`${base}/_config/calls`).then((answer) => answer.ok, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const wire = await line(port);
  return {
    ...wire,
    ask: (path, options = {}) => fetch(`${base}${path}`, { headers: { authorization: `Bearer ${KEY}` }, ...options }).then((answer) => answer.json()),
    calls: () => fetch(`${base}/_config/calls`).then((answer) => answer.json()),
    tell: (url) => fetch(`${base}/_config/webhooks/portal`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ url, secret: SECRET }) }),
    async stop() {
      wire.cut();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

// The signature that Stripe's documents describe, over what is sent `ago` seconds after it was signed.
export function signed(body, { secret = SECRET, ago = 0 } = {}) {
  const at = Math.floor(Date.now() / 1000) - ago;
  return `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;
}
