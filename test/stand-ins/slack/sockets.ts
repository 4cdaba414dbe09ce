import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject, type Json, parsed } from './json.js';
import { appId } from './workspace.js';

interface Handlers {
  /** A connection said hello and may be given work. */
  ready(): void;
  /** An envelope was acknowledged. */
  acknowledged(envelopeId: string, payload: unknown): void;
  /** A connection ended with these envelopes not acknowledged. */
  lost(envelopeIds: readonly string[]): void;
}

/** Slack's end of Socket Mode: tickets, hello, envelopes out, acknowledgements in. */
export class Sockets {
  private readonly tickets = new Set<string>();
  /** Open connections, oldest first, with what each has not acknowledged yet. */
  private readonly open = new Map<WebSocket, Set<string>>();
  private readonly server: WebSocketServer;
  private waiting: { count: number; resolve: () => void }[] = [];
  private turn = 0;

  constructor(
    http: Server,
    private readonly handlers: Handlers,
  ) {
    this.server = new WebSocketServer({ noServer: true });
    http.on('upgrade', (request, socket, head) => {
      const ticket = new URL(request.url ?? '/', 'http://stand-in').searchParams.get('ticket') ?? '';
      // A ticket is good for one connection.
      if (!this.tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
        return;
      }
      this.server.handleUpgrade(request, socket, head, (connection) => this.welcome(connection));
    });
  }

  newTicket(): string {
    const ticket = randomUUID();
    this.tickets.add(ticket);
    return ticket;
  }

  get count(): number {
    return this.open.size;
  }

  /** Resolves when at least so many connections are open. */
  async atLeast(count: number): Promise<void> {
    if (this.open.size >= count) return;
    await new Promise<void>((resolve) => this.waiting.push({ count, resolve }));
  }

  /** Sends over one of the open connections, in turn; false when there is none. */
  send(envelope: Json): boolean {
    const connections = [...this.open];
    const chosen = connections[this.turn++ % Math.max(1, connections.length)];
    if (chosen === undefined) return false;
    const [connection, unacknowledged] = chosen;
    if (typeof envelope.envelope_id === 'string') unacknowledged.add(envelope.envelope_id);
    connection.send(JSON.stringify(envelope));
    return true;
  }

  /** Any text at all, to every connection. */
  sendRaw(text: string): void {
    for (const connection of this.open.keys()) connection.send(text);
  }

  /** Asks the app to connect anew, as Slack does before it recycles a connection. */
  disconnect(reason: string): void {
    this.sendRaw(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'stand-in' } }));
  }

  /** Cuts every connection without a close frame. */
  drop(): void {
    for (const connection of this.open.keys()) connection.terminate();
  }

  stop(): void {
    for (const connection of this.server.clients) connection.terminate();
    this.server.close();
  }

  private welcome(connection: WebSocket): void {
    this.open.set(connection, new Set());
    connection.on('message', (data) => this.heard(connection, String(data)));
    connection.on('error', () => connection.terminate());
    connection.on('close', () => {
      const lost = [...(this.open.get(connection) ?? [])];
      this.open.delete(connection);
      this.handlers.lost(lost);
    });
    connection.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.open.size,
        debug_info: { host: 'stand-in', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: appId },
      }),
    );
    const enough = this.waiting.filter(({ count }) => count <= this.open.size);
    this.waiting = this.waiting.filter((one) => !enough.includes(one));
    for (const { resolve } of enough) resolve();
    this.handlers.ready();
  }

  private heard(connection: WebSocket, text: string): void {
    const message = parsed(text);
    if (!isObject(message) || typeof message.envelope_id !== 'string') return;
    this.open.get(connection)?.delete(message.envelope_id);
    this.handlers.acknowledged(message.envelope_id, message.payload ?? {});
  }
}
