// The page of the chat. Whatever people typed goes into the page as text, never as HTML.

const MAX_PICTURE_KB = 500; // the server checks it, too
const $ = (id) => document.getElementById(id);

const me = {
  nickname: "",
  room: "Lobby",
  key: Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2), // see ChatRoom.Login
};

// Polling first, then WebSocket; reconnects by itself: the client's defaults.
const socket = io({
  path: new URL("socket.io/", document.baseURI).pathname, // whatever the context path is
  autoConnect: false,
  auth: (send) => send(me), // asked at every connection, so that a reconnection comes back into the same room
  reconnectionDelayMax: 3000,
});

/* ---------- connection ---------- */

socket.on("connect", () => {
  showState("online", "Connected");
  showTransport();
  socket.io.engine.on("upgrade", showTransport);
  $("login").hidden = true;
  $("chat").hidden = false;
  $("text").focus();
});

socket.on("connect_error", (error) => {
  if (socket.active) {
    // no connection; the client goes on trying
    showState("offline", "Reconnecting…");
    $("login-problem").textContent = "The server does not answer. Trying again…";
  } else {
    showLogin(error.data?.problem ?? "The server refused: " + error.message); // said no in ChatRoom.letIn
  }
});

socket.on("disconnect", (reason) => {
  showState("offline", "Reconnecting…");
  showPeople([]);
  $("room-size").textContent = "Waiting for the server";
  stopTyping();
  if (!socket.active && reason !== "io client disconnect") socket.connect(); // the server said goodbye: try again
});

function showState(state, text) {
  $("connection").dataset.state = state;
  $("state").textContent = text;
  $("send").disabled = state !== "online";
  if (state !== "online") $("transport").textContent = "";
}

function showTransport() {
  $("transport").textContent = socket.io.engine.transport.name;
}

/* ---------- login ---------- */

$("nickname").value = localStorage.getItem("nickname") ?? "";

$("login-form").addEventListener("submit", (event) => {
  event.preventDefault();
  me.nickname = $("nickname").value.trim();
  me.room = $("room").value.trim() || "Lobby";
  localStorage.setItem("nickname", me.nickname);
  $("login-problem").textContent = "";
  $("come-in").disabled = true;
  socket.connect();
});

function showLogin(problem) {
  $("chat").hidden = true;
  $("login").hidden = false;
  $("login-problem").textContent = problem;
  $("come-in").disabled = false;
  $("nickname").select();
}

/* ---------- rooms and people ---------- */

socket.on("entered", (room, history) => {
  me.room = room;
  $("room-name").textContent = room;
  document.title = room + " · Chat";
  clearTyping();
  for (const line of [...$("lines").children]) {
    if (line.dataset.room === room && !line.dataset.id) continue; // said here, and not yet confirmed
    forgetPictures(line);
    line.remove();
  }
  $("lines").prepend(...history.map((line) => lineElement(line)));
  scrollDown();
  history.forEach(tellThatShown);
});

socket.on("people", (people) => {
  const focused = document.activeElement.closest("#rooms button")?.dataset.room;
  $("rooms").replaceChildren(
    ...Object.entries(people).map(([room, inside]) => {
      const button = element("button", "", room);
      button.type = "button";
      button.dataset.room = room;
      button.append(element("span", "count", String(inside.length)));
      button.setAttribute("aria-label", `${room}, ${inside.length} online`);
      if (room === me.room) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => enter(room));
      return item(button);
    }),
  );
  if (focused) $("rooms").querySelector(`[data-room="${CSS.escape(focused)}"]`)?.focus();
  const here = people[me.room] ?? [];
  $("room-size").textContent = here.length === 1 ? "1 person online" : here.length + " people online";
  showPeople(here);
});

function showPeople(nicknames) {
  $("people").replaceChildren(
    ...nicknames.map((nickname) => {
      const li = item(avatar(nickname), element("span", "name", nickname));
      if (nickname === me.nickname) li.append(element("span", "you", "you"));
      return li;
    }),
  );
}

function enter(room) {
  if (room && room !== me.room && socket.connected) {
    me.room = room; // what is said from now on is said there
    socket.emit("enter", room);
  }
  showMenu(false);
}

$("room-form").addEventListener("submit", (event) => {
  event.preventDefault();
  enter($("new-room").value.trim());
  $("new-room").value = "";
});

$("menu").addEventListener("click", () => showMenu($("menu").getAttribute("aria-expanded") !== "true"));
document.addEventListener("keydown", (event) => event.key === "Escape" && showMenu(false));

function showMenu(open) {
  $("menu").setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("menu-open", open);
}

/* ---------- lines ---------- */

socket.on("chat", (line) => {
  setTyping(line.nickname, false);
  if (!document.querySelector(`[data-id="${CSS.escape(line.id)}"]`)) {
    $("lines").append(lineElement(line));
    scrollDown();
  }
  tellThatShown(line);
});

function tellThatShown(line) {
  if (line.nickname === me.nickname) return;
  if (document.visibilityState === "visible") socket.emit("shown", { author: line.author, id: line.id });
  else document.addEventListener("visibilitychange", () => tellThatShown(line), { once: true });
}

socket.on("shown", (id, nickname) => {
  const line = document.querySelector(`[data-id="${CSS.escape(id)}"]`);
  if (line) showTicks(line, "✓✓", "Shown to " + nickname);
});

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!socket.connected || (!text && !attachment)) return;
  stopTyping();
  const line = { nickname: me.nickname, text: text || undefined, picture: attachment, time: Date.now() };
  $("text").value = "";
  fitText();
  attach(undefined);
  const box = lineElement(line, "mine");
  box.dataset.room = me.room;
  $("lines").append(box);
  scrollDown();
  send(line, box);
});

function send(line, box) {
  box.classList.remove("failed");
  box.querySelector(".again").hidden = true;
  showTicks(box, "…", "On its way");
  socket.timeout(10000).emit("chat", { text: line.text, picture: line.picture }, (error, receipt) => {
    if (error || receipt.problem) {
      box.classList.add("failed");
      showTicks(box, receipt?.problem ?? "Not confirmed");
      box.querySelector(".again").hidden = Boolean(receipt);
      box.querySelector(".again").onclick = () => send(line, box);
    } else {
      box.dataset.id = receipt.id;
      showTicks(box, "✓", "The server has it");
    }
  });
}

function lineElement(line, mine = line.nickname === me.nickname && "mine") {
  const box = $("line-template").content.firstElementChild.cloneNode(true);
  const part = (name) => box.querySelector("." + name);
  if (mine) box.classList.add("mine");
  if (line.id) box.dataset.id = line.id;
  part("avatar").replaceWith(avatar(line.nickname));
  part("who").textContent = mine ? "You" : line.nickname;
  const time = new Date(line.time);
  box.querySelector("time").textContent = time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  box.querySelector("time").dateTime = time.toISOString();
  if (line.text) part("text").textContent = line.text;
  else part("text").remove();
  if (line.picture) {
    const picture = part("thumbnail").querySelector("img");
    picture.src = pictureUrl(line.picture);
    picture.alt = "Picture from " + (mine ? "you" : line.nickname);
    picture.addEventListener("load", scrollDown);
    picture.addEventListener("error", () => part("thumbnail").replaceWith(element("p", "text", "This picture cannot be shown.")));
    part("thumbnail").addEventListener("click", () => view(picture));
    part("thumbnail").hidden = false;
  } else {
    part("thumbnail").remove();
  }
  if (!mine) part("ticks").remove();
  else if (line.id) showTicks(box, "✓", "The server has it");
  return box;
}

function showTicks(box, ticks, meaning = ticks) {
  const span = box.querySelector(".ticks");
  span.textContent = ticks;
  span.title = meaning;
  span.setAttribute("role", "img");
  span.setAttribute("aria-label", meaning);
  box.classList.toggle("shown", ticks === "✓✓");
}

function scrollDown() {
  $("lines").scrollTop = $("lines").scrollHeight;
}

/* ---------- pictures ---------- */

let attachment; // an ArrayBuffer: Socket.IO sends it as it is, as a binary attachment

$("picture").addEventListener("change", () => {
  choose($("picture").files[0]);
  $("picture").value = ""; // the same file may be chosen again
});

$("text").addEventListener("paste", (event) => {
  const file = [...event.clipboardData.files].find((f) => f.type.startsWith("image/"));
  if (file) choose(file);
});

$("attachment-remove").addEventListener("click", () => attach(undefined));

async function choose(file) {
  if (!file) return;
  if (file.size > MAX_PICTURE_KB * 1000) {
    attach(undefined);
    $("say-problem").textContent =
      `“${file.name}” has ${Math.ceil(file.size / 1000)} KB. A picture may have up to ${MAX_PICTURE_KB} KB.`;
  } else {
    attach(await file.arrayBuffer());
  }
}

function attach(bytes) {
  attachment = bytes;
  $("say-problem").textContent = "";
  forgetPictures($("attachment"));
  $("attachment").hidden = !bytes;
  if (bytes) $("attachment-picture").src = pictureUrl(bytes);
  else $("attachment-picture").removeAttribute("src");
  if (bytes) $("text").focus();
}

function pictureUrl(bytes) {
  // some image type: browsers show what is in the bytes, but never as a page
  return URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
}

function forgetPictures(parent) {
  for (const picture of parent.querySelectorAll("img[src^='blob:']")) URL.revokeObjectURL(picture.src);
}

function view(picture) {
  $("viewer-picture").src = picture.src;
  $("viewer-picture").alt = picture.alt;
  $("viewer").showModal();
}

$("viewer").addEventListener("click", (event) => event.target === $("viewer") && $("viewer").close());

/* ---------- typing ---------- */

let typingTold = 0;
let typingEnds;

$("text").addEventListener("input", () => {
  fitText();
  if (!socket.connected) return;
  if (Date.now() - typingTold > 5000) {
    typingTold = Date.now();
    socket.emit("typing", true);
  }
  clearTimeout(typingEnds);
  typingEnds = setTimeout(stopTyping, 2500);
});

$("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  $("say").requestSubmit();
});

function stopTyping() {
  clearTimeout(typingEnds);
  if (typingTold === 0) return;
  typingTold = 0;
  if (socket.connected) socket.emit("typing", false);
}

function fitText() {
  $("text").style.height = "auto";
  $("text").style.height = $("text").scrollHeight + "px";
}

const typing = new Map(); // nickname -> timer, should the end get lost

socket.on("typing", setTyping);

function setTyping(nickname, isTyping) {
  clearTimeout(typing.get(nickname));
  if (isTyping) typing.set(nickname, setTimeout(() => setTyping(nickname, false), 10000));
  else typing.delete(nickname);
  const names = [...typing.keys()];
  $("typing").textContent =
    names.length === 0 ? "" : names.length > 2 ? "Several people are typing…" : names.join(" and ") + (names.length > 1 ? " are typing…" : " is typing…");
}

function clearTyping() {
  for (const nickname of [...typing.keys()]) setTyping(nickname, false);
}

/* ---------- small things ---------- */

function element(tag, className, text) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  e.textContent = text;
  return e;
}

function item(...children) {
  const li = document.createElement("li");
  li.append(...children);
  return li;
}

function avatar(nickname) {
  const span = element("span", "avatar", [...nickname][0]?.toUpperCase() ?? "");
  span.setAttribute("aria-hidden", "true");
  let hash = 7;
  for (const c of nickname) hash = (hash * 31 + c.codePointAt(0)) % 360;
  span.style.setProperty("--hue", hash);
  return span;
}
