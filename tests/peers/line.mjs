// A line to a server of ours on this machine, that can be cut.

import { connect, createServer } from "node:net";
import { freePort } from "../portal.mjs";

// A line to `port`. `cut` takes it away until `mend`, with what is under way, and `cutAfter` does so once so many bytes
// have passed.
export async function line(port) {
  const own = await freePort();
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
  const state = {
    endpoint: `http://127.0.0.1:${own}`,
    cut() {
      left = Infinity;
      proxy.close();
      for (const socket of sockets) socket.destroy();
    },
    cutAfter(bytes) {
      left = bytes;
    },
    mend: () => new Promise((resolve) => proxy.listen(own, "127.0.0.1", resolve)),
  };
  await state.mend();
  return state;
}
