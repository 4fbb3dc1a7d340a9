// The reference server: node --expose-gc server.js PORT; SIGUSR2 has it collect garbage.
const { createServer } = require("node:http");
const { Server } = require("socket.io");

const http = createServer();
const io = new Server(http);
io.on("connection", (socket) => {
  socket.on("echo", (...args) => args.pop()(...args));
  socket.on("broadcast", (...args) => io.emit("tick", ...args));
});
http.listen({ port: Number(process.argv[2]), host: "127.0.0.1", backlog: 4096 });
process.on("SIGUSR2", () => global.gc());
