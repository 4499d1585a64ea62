/** An agency's own server, which hears of changes; and fails in every way that servers do. */
import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Server } from 'node:net';
import { atEnd } from './ends.js';

export interface Heard {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** How it answers the next requests; the last way stays. */
export type Manner = number | 'silent' | 'hang_up' | 'garbage';

export class Receiver {
  readonly heard: Heard[] = [];
  private manners: Manner[] = [200];

  private constructor(readonly url: string) {}

  static async open(): Promise<Receiver> {
    const box: { receiver?: Receiver } = {};
    const server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        box.receiver?.answer({ headers: request.headers, body: Buffer.concat(chunks).toString() }, response);
      });
    });
    const url = await listening(server);
    const receiver = new Receiver(`http://127.0.0.1:${url.port}/sipmas`);
    box.receiver = receiver;
    return receiver;
  }

  answers(...manners: Manner[]): void {
    this.manners = manners;
  }

  private answer(heard: Heard, response: http.ServerResponse): void {
    const [manner = 200] = this.manners;
    if (this.manners.length > 1) this.manners.shift();
    if (manner === 'hang_up') {
      response.destroy();
      return;
    }
    this.heard.push(heard);
    if (manner === 'silent') return;
    if (manner === 'garbage') {
      response.socket?.end('ini bukan HTTP\r\n\r\n');
      return;
    }
    response.writeHead(manner, manner === 302 ? { location: this.url } : {});
    response.end('jawaban');
  }
}

async function listening(server: Server): Promise<{ port: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(() => {
    if ('closeAllConnections' in server) (server as http.Server).closeAllConnections();
    server.close();
  });
  return { port: String((server.address() as AddressInfo).port) };
}

/** https without a certificate that anybody knows; and a port that speaks no TLS at all. */
export async function brokenTls(): Promise<readonly string[]> {
  const unsigned = https.createServer();
  const plain = net.createServer((socket) => socket.end('bukan TLS\n'));
  const ports = [await listening(unsigned), await listening(plain)];
  return ports.map(({ port }) => `https://127.0.0.1:${port}/`);
}

/** Nobody listens there. */
export async function nobody(): Promise<string> {
  const server = net.createServer();
  const { port } = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}
