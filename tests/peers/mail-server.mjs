// A real mail server, with a certificate of an authority that only these tests know.

import { createServer } from "node:net";
import { simpleParser } from "mailparser";
import { generate } from "selfsigned";
import { SMTPServer } from "smtp-server";

export const USER = "portal";
export const PASSWORD = "a password of this test";

// An authority, and a certificate of its for `localhost`.
export async function certificates() {
  const named = (value) => [{ name: "commonName", value }];
  const authority = await generate(named("An authority of this test"), {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const own = await generate(named("localhost"), {
    keyType: "ec",
    algorithm: "sha256",
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
  return { authority: authority.cert, key: own.private, cert: own.cert };
}

const answer = (code, words) => Object.assign(new Error(words), { responseCode: code });

// Starts a server. `letters` are those it took, `sessions` how each connection went; `refuse` answers an error for a
// recipient that it does not take, and `dies` says for whom the line breaks in the middle of a letter.
export async function mailServer({ port, key, cert, secure = false, hidden = [] }) {
  const state = { letters: [], sessions: [], refuse: () => null, dies: () => false };
  const server = new SMTPServer({
    key,
    cert,
    secure,
    hideSTARTTLS: hidden.includes("STARTTLS"),
    authOptional: hidden.includes("AUTH"),
    disabledCommands: hidden,
    closeTimeout: 1,
    onConnect(session, done) {
      state.sessions.push(session);
      done();
    },
    onAuth({ username, password }, session, done) {
      session.tried = username;
      if (username === USER && password === PASSWORD) done(null, { user: username });
      else done(answer(535, "who are you?"));
    },
    onRcptTo({ address }, session, done) {
      done(state.refuse(address) ?? undefined);
    },
    onData(stream, session, done) {
      const [{ address }] = session.envelope.rcptTo;
      if (state.dies(address)) {
        for (const connection of server.connections) if (connection.session === session) connection._socket.destroy();
        return;
      }
      simpleParser(stream).then((letter) => {
        state.letters.push({ ...letter, address, session });
        done();
      }, done);
    },
  });
  server.on("error", () => {});
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return Object.assign(state, { stop: () => new Promise((resolve) => server.close(resolve)) });
}

// A server that takes every connection and never says a word.
export async function silence(port) {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const stop = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  };
  return { heard: () => sockets.size, stop };
}

// Refuses each address once for now; takes it the next time.
export function onlyLater(...addresses) {
  const waiting = new Set(addresses);
  return (address) => waiting.delete(address);
}

export const later = answer(451, "4.7.1 come back later");
export const never = answer(550, "5.1.1 nobody lives here");
