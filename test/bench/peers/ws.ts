// A room over WebSockets: who connects to /ROOM hears what is said in it. Nothing is kept and nothing is checked: the
// least that bringing a message to somebody can cost in Node.
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

const rooms = new Map<string, Set<WebSocket>>();
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false, clientTracking: false });

server.on('connection', (socket, { url = '/' }) => {
  const members = rooms.get(url) ?? new Set();
  rooms.set(url, members.add(socket));
  socket.on('message', (data) => {
    const said = JSON.stringify({ ...JSON.parse((data as Buffer).toString()), timestamp: Date.now() / 1_000 });
    for (const member of members) member.send(said);
  });
  socket.on('close', () => members.delete(socket));
});
server.on('listening', () => console.log(`http://localhost:${(server.address() as AddressInfo).port}`));
