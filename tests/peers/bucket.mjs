// A real S3 server in a process of its own, behind a line that can be cut.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../portal.mjs";
import { line } from "./line.mjs";

const python = join(import.meta.dirname, ".venv/bin/python");

// Starts the server with an empty bucket called `name`. `keys` lists what is in it; `cut` takes the line away until
// `mend`, with what is under way, and `cutAfter` does so once so many bytes have passed.
export async function bucket(name) {
  if (!existsSync(python)) throw new Error(`${python} is not there: run make tests/peers/.venv/ready`);
  const port = await freePort();
  const child = spawn(python, [join(import.meta.dirname, "bucket.py"), `${port}`], { stdio: "ignore" });
  const base = `http://127.0.0.1:${port}/${name}`;
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error("the S3 server ended at once");
    if (await fetch(base, { method: "PUT" }).then((answer) => answer.ok, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  const wire = await line(port);
  return {
    ...wire,
    async keys(prefix = "") {
      const text = await fetch(`${base}?list-type=2&prefix=${prefix}`).then((answer) => answer.text());
      return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
    },
    async stop() {
      wire.cut();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}
