// The official client, scenario by scenario: node client.mjs <url> <transports>. Prints PASS or FAIL and a name; "ASK stop" and "ASK start"
// are for whoever has the server, who answers with a line.
import { strict as assert } from "node:assert";
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const [url, transports] = process.argv.slice(2);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const clients = [];

function client(namespace = "/", auth = {}) {
  const socket = io(url + namespace, {
    transports: transports.split(","),
    auth,
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 100,
  });
  clients.push(socket);
  return socket;
}

const next = (socket, event) => new Promise((resolve) => socket.once(event, (...args) => resolve(args)));

async function connected(namespace, auth) {
  const socket = client(namespace, auth);
  await next(socket, "connect");
  return socket;
}

// all arguments of the acknowledgement
const call = (socket, event, ...args) => new Promise((resolve) => socket.emit(event, ...args, (...answer) => resolve(answer)));

async function ask(what) {
  console.log("ASK " + what);
  await lines.next();
}

async function reasonOf(id) {
  const other = await connected();
  for (;;) {
    const [reason] = await call(other, "reason of", id);
    if (reason) return reason;
  }
}

const bytes = (n) => Buffer.from(Array.from({ length: n }, (_, i) => (i * 7 + n) & 255));

const scenarios = {
  async connects() {
    const socket = await connected();
    if (transports === "polling,websocket" && socket.io.engine.transport.name === "polling") {
      await new Promise((resolve) => socket.io.engine.once("upgrade", resolve));
    }
    const [id, auth, transport] = await call(socket, "whoami");
    assert.equal(id, socket.id);
    assert.deepEqual(auth, {});
    assert.equal(transport, transports.split(",").pop());
  },
  async authenticates() {
    const socket = await connected("/members", { token: "let me in", name: "Zoë" });
    assert.equal((await call(socket, "whoami"))[1].name, "Zoë");
  },
  async "is refused"() {
    for (const auth of [{ token: "wrong" }, {}, undefined]) {
      const [error] = await next(client("/members", auth), "connect_error");
      assert.equal(error.message, "not authorized");
      assert.deepEqual(error.data, { code: 401, hint: "send a token" });
    }
  },
  async "unknown namespace"() {
    const [error] = await next(client("/nowhere"), "connect_error");
    assert.equal(error.message, "Invalid namespace");
  },
  async acknowledgements() {
    const socket = await connected();
    assert.deepEqual(await call(socket, "echo", 1, "two", true, 2.5, null, [{ a: [] }]), [1, "two", true, 2.5, null, [{ a: [] }]]);
    assert.deepEqual(await call(socket, "echo"), []);
    socket.on("question", (n, ack) => ack("answer to", n));
    socket.emit("ask me", 42);
    assert.deepEqual(await next(socket, "answered"), ["answer to", 42]);
  },
  async timeouts() {
    const socket = await connected();
    await assert.rejects(socket.timeout(50).emitWithAck("keep silent"), /timed out/);
    socket.emit("ask me in vain");
    assert.deepEqual(await next(socket, "outcome"), ["timeout"]);
    assert.deepEqual(await call(socket, "echo", 1), [1]);
  },
  async binary() {
    const socket = await connected();
    const args = [{ name: "blob", parts: [bytes(333), { deep: bytes(70_000) }], empty: bytes(0) }, "between", bytes(3)];
    const echo = next(socket, "echo");
    socket.emit("echo", ...args);
    assert.deepEqual(await echo, args);
    assert.deepEqual(await call(socket, "echo", ...args), args);
    assert.deepEqual((await call(socket, "echo", new Uint8Array([1, 2, 3])))[0], Buffer.from([1, 2, 3]));
  },
  async "rooms and broadcasts"() {
    const [one, two, outsider] = await Promise.all([connected(), connected(), connected()]);
    const said = (socket) =>
      new Promise((resolve) => {
        const all = [];
        socket.on("said", (n) => (all.push(n), n === 6 && resolve(all)));
      });
    const heard = Promise.all([said(one), said(two), said(outsider)]);
    await call(one, "join", "room");
    await call(two, "join", "room");
    one.emit("to others in", "room", 1);
    one.emit("to all in", "room", 2);
    one.emit("to others", 3);
    one.emit("to all", 4);
    await call(one, "leave", "room");
    one.emit("to all in", "room", 5);
    one.emit("to all", 6);
    assert.deepEqual(await heard, [
      [2, 4, 6],
      [1, 2, 3, 4, 5, 6],
      [3, 4, 6],
    ]);
  },
  async "client disconnects"() {
    const socket = await connected();
    const { id } = socket;
    const disconnect = next(socket, "disconnect");
    socket.disconnect();
    assert.equal((await disconnect)[0], "io client disconnect");
    // the client closes the connection behind its packet; both may be on their way at once
    assert.match(await reasonOf(id), /^(client namespace disconnect|transport close)$/);
  },
  async "server disconnects"() {
    for (const close of [false, true]) {
      const socket = await connected();
      const { id } = socket;
      socket.emit("bye", close);
      assert.equal((await next(socket, "disconnect"))[0], "io server disconnect");
      assert.equal(await reasonOf(id), "server namespace disconnect");
      assert.equal(socket.active, false);
    }
  },
  async reconnects() {
    const socket = await connected();
    const { id } = socket;
    const disconnect = next(socket, "disconnect");
    await ask("stop");
    assert.match((await disconnect)[0], /^transport (close|error)$/);
    const connect = next(socket, "connect");
    await ask("start");
    await connect;
    assert.notEqual(socket.id, id);
    assert.deepEqual(await call(socket, "echo", "again"), ["again"]);
    assert.equal(await reasonOf(id), "server shutting down");
  },
  async "large messages"() {
    const socket = await connected();
    const text = "0123456789".repeat(90_000);
    assert.ok((await call(socket, "echo", text))[0] === text);
    const blob = bytes(700_000);
    assert.ok(blob.equals((await call(socket, "echo", blob))[0]));
  },
  async "multi-byte text"() {
    const socket = await connected();
    const text = "ä€😀\u001e\u0000\u2028\"\\/ 中文 עברית e\u0301 👨‍👩‍👧";
    assert.deepEqual(await call(socket, "echo", text, text.repeat(5_000)), [text, text.repeat(5_000)]);
    assert.deepEqual(await call(socket, "echo", { [text]: text }), [{ [text]: text }]);
  },
};

for (const [name, scenario] of Object.entries(scenarios)) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(reject, 20_000, new Error("not within 20 s"))));
  try {
    await Promise.race([scenario(), late]);
    console.log("PASS " + name);
  } catch (e) {
    console.log("FAIL " + name + " " + JSON.stringify(e.stack.slice(0, 2_000)));
  }
  clearTimeout(timer);
  clients.splice(0).forEach((socket) => socket.disconnect());
}
process.exit();
