// The official admin UI, unchanged, in a browser. Usage: node admin-ui.mjs <url of the server> <chromium> <username> <password> [<screenshot>]
// Prints a line "PASS <step>" or "FAIL <step> <error as JSON>" for each step; the first failure is the last step.

import { chromium } from "playwright-core";
import { io } from "socket.io-client";
import { createServer } from "node:http";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import assert from "node:assert/strict";

const [serverUrl, executablePath, username, password, screenshot] = process.argv.slice(2);

/* ---------- the UI, on an origin of its own ---------- */

const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const files = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://x").pathname).replace(/\/$/, "/index.html");
  try {
    const file = await readFile(join("node_modules/@socket.io/admin-ui/ui/dist", path));
    response.writeHead(200, { "Content-Type": types[extname(path)] ?? "application/octet-stream" }).end(file);
  } catch {
    response.writeHead(404).end();
  }
});
await once(files.listen(0, "127.0.0.1"), "listening");
const uiUrl = `http://127.0.0.1:${files.address().port}/`;

/* ---------- somebody to look at ---------- */

const client = io(serverUrl, { transports: ["websocket"], auth: { token: "a secret of the client" } });
await once(client, "connect");
const clientId = client.id;

/* ---------- who looks ---------- */

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const context = await browser.newContext({ viewport: { width: 1400, height: 800 }, locale: "en-US" });
// fonts and icons come from elsewhere: not in a test
await context.route((url) => url.hostname !== "127.0.0.1", (route) => route.abort());
const page = await context.newPage();
page.setDefaultTimeout(20_000);
const complaints = [];
page.on("pageerror", (error) => complaints.push(error.stack));

const modal = page.locator(".v-dialog");
const row = page.locator("tr", { hasText: clientId });

async function login(name, secret) {
  await modal.getByLabel("Server URL").fill(serverUrl);
  await modal.getByLabel("Username").fill(name);
  await modal.getByLabel("Password").fill(secret);
  await modal.getByRole("button", { name: "Connect" }).click();
}

async function go(to) {
  await page.locator(".v-navigation-drawer").getByText(to, { exact: true }).click();
}

const steps = {
  "a wrong password is refused": async () => {
    await page.goto(uiUrl);
    await login(username, "wrong");
    await modal.getByText("Invalid credentials").waitFor();
  },

  "the right one opens the dashboard": async () => {
    await login(username, password);
    await modal.waitFor({ state: "hidden" });
    await page.getByText("Healthy").first().waitFor();
  },

  "the sockets are listed": async () => {
    await go("Sockets");
    await row.getByText("websocket").waitFor();
  },

  "a socket joins a room": async () => {
    await row.click();
    await page.getByText("Initial HTTP request").waitFor();
    const form = page.locator("form", { hasText: "Join a room" });
    await form.getByLabel("Join a room").fill("vip");
    await form.locator("button[type=submit]").click();
    await page.locator("td", { hasText: /^vip$/ }).waitFor();
    assert((await client.emitWithAck("rooms")).includes("vip"));
  },

  "nothing of the auth payload is shown": async () => {
    assert(!(await page.content()).includes("a secret of the client"));
    if (screenshot) await page.screenshot({ path: screenshot });
  },

  "events are shown": async () => {
    client.emit("chat", { text: "hello" }, new Uint8Array(3));
    await go("Events");
    await page.locator("tr", { hasText: "chat" }).first().waitFor();
  },

  "after a reload the session needs no password": async () => {
    await page.reload();
    await go("Sockets");
    await row.waitFor();
    assert(!(await modal.isVisible()));
  },

  "a socket is disconnected": async () => {
    const end = once(client, "disconnect");
    await row.getByRole("button").click();
    assert.equal((await end)[0], "io server disconnect");
    await go("Sockets"); // the click has opened its details, too
    await row.first().waitFor({ state: "detached" });
  },

  "the browser had nothing to complain about": async () => {
    assert.deepEqual(complaints, []);
  },
};

for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    console.log(`PASS ${name}`);
  } catch (error) {
    if (screenshot) await page.screenshot({ path: screenshot });
    console.log(`FAIL ${name} ${JSON.stringify([error.stack, ...complaints].join("\n"))}`);
    break;
  }
}
client.disconnect();
await browser.close();
process.exit();
