// A real S3 server in a process of its own, behind a line that can be cut.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { freePort } from "../portal.mjs";

const python = join(import.meta.dirname, ".venv/bin/python");

// Starts the server with an empty bucket called `name`. `keys` lists what is in it; `cut` takes the line away until
// `mend`, with what is under way, and `cutAfter` does so once so many bytes have passed.
export async function bucket(name) {
  if (!existsSync(python)) throw new Error(`${python} is not there: run make tests/peers/.venv/ready`);
  const [port, line] = [await freePort(), await freePort()];
  const child = spawn(python, [join(import.meta.dirname, "bucket.py"), `${port}`], { stdio: "ignore" });
  const base = `http://127.0.0.1:${port}/${name}`;
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error("the S3 server ended at once");
    if (await fetch(base, { method: "PUT" }).then((answer) => answer.ok, () => false)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  const sockets = new Set();
  let left = Infinity;
  const proxy = createServer((socket) => {
    const server = connect(port, "127.0.0.1");
    for (const one of [socket, server]) {
      sockets.add(one);
      one.on("error", () => one.destroy());
      one.on("close", () => sockets.delete(one));
    }
    socket.on("data", (bytes) => {
      left -= bytes.length;
      if (left < 0) state.cut();
    });
    socket.pipe(server).pipe(socket);
  });
  const mend = () => new Promise((resolve) => proxy.listen(line, "127.0.0.1", resolve));
  await mend();
  const state = {
    endpoint: `http://127.0.0.1:${line}`,
    async keys(prefix = "") {
      const text = await fetch(`${base}?list-type=2&prefix=${prefix}`).then((answer) => answer.text());
      return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key);
    },
    cut() {
      left = Infinity;
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
    cutAfter(bytes) {
      left = bytes;
    },
    mend,
    async stop() {
      this.cut();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
  return state;
}
