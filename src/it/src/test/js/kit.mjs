// The official client against the kit of the conformance WAR: node kit.mjs <origin> <path> <transports>. Prints PASS or FAIL and a name.
import { strict as assert } from "node:assert";
import { io } from "socket.io-client";

const [origin, path, transports] = process.argv.slice(2);
const clients = [];

function client(namespace = "/", auth = {}) {
  const socket = io(origin + namespace, { path, transports: transports.split(","), auth, forceNew: true });
  clients.push(socket);
  return socket;
}

const next = (socket, event) => new Promise((resolve) => socket.once(event, (...args) => resolve(args)));

async function connected(namespace, auth) {
  const socket = client(namespace, auth);
  await next(socket, "connect");
  return socket;
}

const call = (socket, event, ...args) => new Promise((resolve) => socket.emit(event, ...args, (...answer) => resolve(answer)));

const scenarios = {
  async connects() {
    const socket = await connected("/secure", { token: "let-me-in" });
    if (transports === "polling,websocket" && socket.io.engine.transport.name === "polling") await next(socket.io.engine, "upgrade");
    const [me] = await call(socket, "whoami");
    assert.equal(me.id, socket.id);
    assert.deepEqual(me.auth, { token: "let-me-in" });
    assert.equal(me.transport, transports.split(",").pop());
  },
  async isRefused() {
    const [error] = await next(client("/secure"), "connect_error");
    assert.equal(error.message, "not authorized");
    assert.equal(error.data.code, 401);
  },
  async echoes() {
    const socket = await connected();
    const sent = [1, "aé€😀", { a: [null, true, -1.5] }, Buffer.from([0, 1, 254, 255])];
    assert.deepEqual(await call(socket, "echo", ...sent), sent);
  },
  async echoes900kB() {
    const socket = await connected();
    const text = "ä".repeat(450_000);
    assert.equal((await call(socket, "echo", text))[0], text);
    // base64 on polling makes a third more of it
    const bytes = Buffer.alloc(transports === "polling" ? 650_000 : 900_000, 7);
    assert.ok(bytes.equals((await call(socket, "echo", bytes))[0]));
  },
  async keepsTheOrder() {
    const socket = await connected();
    for (let i = 0; i < 1_000; i++) i % 10 ? socket.emit("seq", i) : socket.emit("seq", i, Buffer.from([0, 1, 2, 3, 4]));
    assert.deepEqual(await call(socket, "seq-check"), [{ count: 1_000, ok: true }]);
    const ticks = [];
    const all = new Promise((resolve) => socket.on("tick", (i) => ticks.push(i) === 1_000 && resolve()));
    socket.emit("flood", 1_000);
    await all;
    assert.deepEqual(ticks, [...Array(1_000).keys()]);
  },
  async answersTheServer() {
    const socket = await connected();
    socket.on("question", (n, answer) => answer(n * 2, Buffer.from([9])));
    const answered = next(socket, "answer-was");
    socket.emit("ask-me", 21);
    assert.deepEqual(await answered, [42, Buffer.from([9])]);
  },
  async isDisconnected() {
    const socket = await connected();
    const gone = next(socket, "disconnect");
    socket.emit("kick", true);
    assert.equal((await gone)[0], "io server disconnect");
  },
};

for (const [name, scenario] of Object.entries(scenarios)) {
  const timeout = new Promise((_, reject) => setTimeout(() => reject(new Error("no end after 20 s")), 20_000).unref());
  try {
    await Promise.race([scenario(), timeout]);
    console.log("PASS " + name);
  } catch (e) {
    console.log("FAIL " + name + " " + String(e.stack).replaceAll("\n", "\\n"));
  }
}
clients.forEach((socket) => socket.disconnect());
process.exit(0);
