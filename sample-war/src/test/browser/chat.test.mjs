// Two people chat, in two browsers. Usage: node chat.test.mjs <chromium> <command that starts the chat> [<arg>...]
// Prints a line "PASS <step>" or "FAIL <step> <error as JSON>" for each step; the first failure is the last step.

import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import assert from "node:assert/strict";

const [executablePath, ...command] = process.argv.slice(2);

/* ---------- the server ---------- */

let server;
let url;

async function startServer(port) {
  server = spawn(command[0], [...command.slice(1), `--port=${port}`], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(createInterface(server.stdout), "line");
  // not by the name localhost, for which the client takes no notice of a lost network
  url = /http:\S+/.exec(line)[0].replace("localhost", "127.0.0.1");
}

async function stopServer(signal) {
  const exit = once(server, "exit");
  server.kill(signal);
  await exit;
}

/* ---------- a person at a browser ---------- */

const complaints = []; // of the browsers

class Person {
  static async arrive(browser, nickname) {
    const person = new Person();
    person.nickname = nickname;
    person.page = await (await browser.newContext({ viewport: { width: 1100, height: 750 } })).newPage();
    person.page.setDefaultTimeout(20_000);
    person.requests = [];
    person.page.on("request", (request) => person.requests.push(request.url()));
    person.page.on("pageerror", (error) => complaints.push(`${nickname}: ${error.stack}`));
    person.page.on("console", (message) => {
      // that a server which was stopped does not answer is no news
      if (message.type() === "error" && !/ERR_CONNECTION|WebSocket connection|404|400/.test(message.text()))
        complaints.push(`${nickname}: ${message.text()}`);
    });
    await person.page.goto(url);
    return person;
  }

  async login(nickname = this.nickname, room = "Lobby") {
    await this.page.fill("#nickname", nickname);
    await this.page.fill("#room", room);
    await this.page.click("#come-in");
  }

  async refused(message) {
    await this.sees("#login-problem", message);
    assert(!(await this.page.isVisible("#chat")));
  }

  async say(text) {
    await this.page.fill("#text", text);
    await this.page.press("#text", "Enter");
  }

  /** Waits until the element says so; a string is all of its text, with white space as one space. */
  async sees(selector, text) {
    try {
      await this.page.waitForFunction(
        ([selector, text]) => {
          const found = [...document.querySelectorAll(selector)].map((e) => e.textContent.replace(/\s+/g, " ").trim());
          return found.includes(text);
        },
        [selector, text],
      );
    } catch (e) {
      const found = await this.page.$$eval(selector, (all) => all.map((e) => e.textContent));
      throw new Error(`${this.nickname} sees in ${selector} ${JSON.stringify(found)} and not ${JSON.stringify(text)}`, { cause: e });
    }
  }

  /** The texts of the lines, as they are now. */
  lines() {
    return this.page.$$eval("#lines .text", (all) => all.map((e) => e.textContent));
  }


  async seesOnline(...nicknames) {
    await this.page.waitForFunction(
      (expected) => [...document.querySelectorAll("#people .name")].map((e) => e.textContent).join() === expected,
      nicknames.join(),
    );
  }

  async seesTicks(text, ticks) {
    await this.page.waitForFunction(
      ([text, ticks]) =>
        [...document.querySelectorAll("#lines .mine")].some(
          (li) => li.querySelector(".text")?.textContent === text && li.querySelector(".ticks").textContent === ticks,
        ),
      [text, ticks],
    );
  }

  async noSidewaysScrolling() {
    const [content, window] = await this.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert(content <= window, `content ${content} px wide, window ${window} px`);
    const cut = await this.page.$$eval("button, input, textarea, h1, .bubble, .icon", (all) =>
      all
        .filter((e) => e.checkVisibility() && !e.classList.contains("hidden"))
        .map((e) => ({ what: e.id || e.className, right: e.getBoundingClientRect().right }))
        .filter(({ right }) => right > innerWidth),
    );
    assert.deepEqual(cut, []);
  }
}

/* ---------- the steps ---------- */

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
await startServer(0);
const ada = await Person.arrive(browser, "Ada");
const grace = await Person.arrive(browser, "Grace");

async function bothAreBack() {
  for (const person of [ada, grace]) {
    await person.sees("#state", "Connected");
    await person.sees("#transport", "websocket");
    await person.seesOnline("Ada", "Grace");
  }
}

const steps = {
  "a blank nickname is refused": async () => {
    await ada.login("   ");
    await ada.refused("Choose a nickname of 1 to 20 characters.");
  },

  "the connection starts on polling and becomes a WebSocket": async () => {
    await ada.login();
    await ada.sees("#transport", "websocket");
    await ada.sees("#state", "Connected");
    assert(ada.requests.some((request) => request.includes("transport=polling")));
  },

  "alone, a message gets one tick": async () => {
    await ada.say("Anybody here?");
    await ada.seesTicks("Anybody here?", "✓");
  },

  "a nickname that is taken is refused": async () => {
    await grace.login("ada");
    await grace.refused("Ada is in the chat already. Choose another nickname.");
  },

  "a newcomer sees the history, which its author sees in turn": async () => {
    await grace.login();
    await grace.sees("#lines .text", "Anybody here?");
    await ada.seesTicks("Anybody here?", "✓✓");
  },

  "both see who is online": async () => {
    await ada.seesOnline("Ada", "Grace");
    await grace.seesOnline("Ada", "Grace");
    await ada.sees("#room-size", "2 people online");
  },

  "a message arrives as the text that it is": async () => {
    const text = "<img src=x onerror=alert(1)> <b>& “hello”</b>";
    await ada.say(text);
    await grace.sees("#lines .text", text);
    assert.equal(await grace.page.$$eval("#lines .text *", (all) => all.length), 0);
    await grace.sees("#lines .who", "Ada");
  },

  "shown to the other, a message gets two ticks": async () => {
    await ada.say("Do you see me?");
    await ada.seesTicks("Do you see me?", "✓✓");
  },

  "typing is indicated until it ends": async () => {
    await grace.page.locator("#text").pressSequentially("hm");
    await ada.sees("#typing", "Grace is typing…");
    await ada.sees("#typing", "");
    await grace.page.fill("#text", "");
  },

  "a picture arrives pixel by pixel": async () => {
    const png = await ada.page.evaluate(async () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 48 });
      const paint = canvas.getContext("2d");
      paint.fillStyle = "#c00";
      paint.fillRect(0, 0, 64, 48);
      paint.fillStyle = "#00c";
      paint.fillRect(32, 0, 32, 48);
      const blob = await new Promise((done) => canvas.toBlob(done));
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    await ada.page.setInputFiles("#picture", { name: "flag.png", mimeType: "image/png", buffer: Buffer.from(png) });
    await ada.page.waitForSelector("#attachment:not([hidden])");
    await ada.say("A flag");
    await grace.page.waitForFunction(() => document.querySelector("#lines .thumbnail img")?.naturalWidth > 0);
    const seen = await grace.page.evaluate(() => {
      const picture = document.querySelector("#lines .thumbnail img");
      const canvas = Object.assign(document.createElement("canvas"), { width: picture.naturalWidth, height: picture.naturalHeight });
      const paint = canvas.getContext("2d");
      paint.drawImage(picture, 0, 0);
      return [canvas.width, canvas.height, [...paint.getImageData(1, 1, 1, 1).data], [...paint.getImageData(62, 46, 1, 1).data]];
    });
    assert.deepEqual(seen, [64, 48, [204, 0, 0, 255], [0, 0, 204, 255]]);
    await ada.seesTicks("A flag", "✓✓");
  },

  "a picture that is too large is refused in words": async () => {
    await ada.page.setInputFiles("#picture", { name: "poster.png", mimeType: "image/png", buffer: Buffer.alloc(500_001) });
    await ada.sees("#say-problem", "“poster.png” has 501 KB. A picture may have up to 500 KB.");
    assert(!(await ada.page.isVisible("#attachment")));
    await ada.sees("#state", "Connected");
  },

  "the largest picture goes through": async () => {
    await ada.page.setInputFiles("#picture", { name: "noise.png", mimeType: "image/png", buffer: Buffer.alloc(500_000) });
    await ada.page.waitForSelector("#attachment:not([hidden])");
    await ada.say("The largest");
    await ada.seesTicks("The largest", "✓✓");
    await grace.sees("#lines .text", "This picture cannot be shown.");
  },

  "rooms are apart": async () => {
    await ada.page.fill("#new-room", "Kitchen");
    await ada.page.press("#new-room", "Enter");
    await ada.sees("#room-name", "Kitchen");
    await ada.seesOnline("Ada");
    await grace.seesOnline("Grace");
    await ada.say("Smells good");
    await ada.seesTicks("Smells good", "✓");
    await grace.say("Where are you?");
    await grace.seesTicks("Where are you?", "✓");
    assert.deepEqual(await ada.lines(), ["Smells good"]);
    assert(!(await grace.lines()).includes("Smells good"));
  },

  "one may follow into a room": async () => {
    await grace.page.getByRole("button", { name: "Kitchen" }).click();
    await grace.sees("#room-name", "Kitchen");
    await grace.sees("#lines .text", "Smells good");
    await ada.seesOnline("Ada", "Grace");
  },

  "a server that is killed and comes back finds both in their room": async () => {
    const port = new URL(url).port;
    await stopServer("SIGKILL");
    for (const person of [ada, grace]) await person.sees("#state", "Reconnecting…");
    assert(await ada.page.isDisabled("#send"));
    await startServer(port);
    await bothAreBack();
    await ada.sees("#room-name", "Kitchen");
    await ada.say("Still there?");
    await grace.sees("#lines .text", "Still there?");
    await ada.seesTicks("Still there?", "✓✓");
  },

  "so does one that is stopped in an orderly way": async () => {
    const port = new URL(url).port;
    await stopServer("SIGTERM");
    for (const person of [ada, grace]) await person.sees("#state", "Reconnecting…");
    await startServer(port);
    await bothAreBack();
    await grace.say("Here again");
    await ada.sees("#lines .text", "Here again");
    await grace.seesTicks("Here again", "✓✓");
  },

  "a page that lost its network comes back under its own nickname": async () => {
    await ada.page.context().setOffline(true);
    await ada.sees("#state", "Reconnecting…");
    await ada.page.context().setOffline(false);
    await ada.sees("#state", "Connected");
    await grace.seesOnline("Ada", "Grace");
    await ada.say("Back");
    await grace.sees("#lines .text", "Back");
  },

  "a phone shows it without sideways scrolling": async () => {
    await grace.say("W".repeat(300));
    await ada.sees("#lines .text", "W".repeat(300));
    await ada.page.setViewportSize({ width: 360, height: 640 });
    await ada.noSidewaysScrolling();
    await ada.page.click("#menu");
    await ada.page.getByRole("button", { name: "Lobby" }).click();
    await ada.sees("#room-name", "Lobby");
    await ada.noSidewaysScrolling();
    const late = await Person.arrive(browser, "Katherine");
    await late.page.setViewportSize({ width: 360, height: 640 });
    await late.noSidewaysScrolling();
  },

  "who closes the page is gone": async () => {
    await grace.page.close();
    await ada.page.waitForFunction(() => ![...document.querySelectorAll("#rooms button")].some((e) => e.textContent.includes("Kitchen")));
  },

  "the browsers had nothing to complain about": async () => {
    assert.deepEqual(complaints, []);
  },
};

let failed = false;
for (const [name, step] of Object.entries(steps)) {
  try {
    await step();
    console.log(`PASS ${name}`);
  } catch (error) {
    console.log(`FAIL ${name} ${JSON.stringify([error.stack, ...complaints].join("\n"))}`);
    failed = true;
    break;
  }
}
await browser.close();
await stopServer("SIGTERM");
process.exit(failed ? 1 : 0);
