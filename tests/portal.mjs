// A portal of a test's own: the binary in demo mode on a free port, with data in a folder that goes afterwards.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const binary = process.env.KLIPPKORT_BINARY ?? join(import.meta.dirname, "../target/debug/klippkort");

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Runs the binary to its end with `words`; answers its exit code and what it said.
function run(words, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, words, options);
    let said = "";
    child.stdout.on("data", (text) => (said += text));
    child.stderr.on("data", (text) => (said += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, said }));
  });
}

// Starts a portal. `file` is its klippkort.toml; `command` runs another command of the binary on the same data, with
// other settings `over` its own; `stop` ends it and removes its data.
export async function portal(environment = {}, file = "") {
  if (!existsSync(binary)) throw new Error(`${binary} is not there: build it first`);
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "klippkort-test-"));
  const base = `http://localhost:${port}`;
  writeFileSync(join(folder, "klippkort.toml"), file);
  const options = {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      KLIPPKORT_LISTEN: `127.0.0.1:${port}`,
      KLIPPKORT_ADDRESS: base,
      KLIPPKORT_DATA: join(folder, "data"),
      KLIPPKORT_KEY_FILE: join(folder, "klippkort.keys"),
      KLIPPKORT_LOG: "warn",
      ...environment,
    },
  };
  let child;
  let log = "";
  const end = async () => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  };
  const start = async () => {
    child = spawn(binary, ["serve", "--demo"], options);
    child.stdout.on("data", (text) => (log += text));
    child.stderr.on("data", (text) => (log += text));
    for (let tries = 0; tries < 600; tries += 1) {
      if (child.exitCode !== null) throw new Error(`the portal ended at once:\n${log}`);
      if (await fetch(`${base}/healthz`).then((answer) => answer.ok, () => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await stop();
    throw new Error(`the portal did not come up:\n${log}`);
  };
  const stop = async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  };
  const restart = () => end().then(start);
  const command = (words, over = {}) => run(words, { ...options, env: { ...options.env, ...over } });
  await start();
  return { base, command, restart, stop, log: () => log };
}
