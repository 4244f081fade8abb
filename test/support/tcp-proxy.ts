import { once } from 'node:events';
import { type AddressInfo, createServer, connect as open, type Socket } from 'node:net';

/** A cable to a server, which a test can cut and mend. */
export interface TcpProxy {
  /** The same address, by way of the proxy. */
  urlFor(url: string): string;
  /** Ends every connection, and refuses new ones. */
  cut(): void;
  mend(): void;
  /** Lets nothing through any more, with every connection open. Resolves when something like this was asked in vain. */
  freeze(asked: RegExp): Promise<void>;
  close(): Promise<void>;
}

export async function openProxy(to: URL): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let whole = true;
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
  };
  const server = createServer((near) => {
    keep(near);
    if (!whole) return void near.destroy();
    const far = open(Number(to.port || 5432), to.hostname);
    keep(far);
    near.pipe(far).pipe(near);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    whole = false;
    for (const socket of sockets) socket.destroy();
  };
  return {
    urlFor(url) {
      const through = new URL(url);
      through.hostname = '127.0.0.1';
      through.port = String((server.address() as AddressInfo).port);
      return through.href;
    },
    cut,
    freeze(asked) {
      const { promise, resolve } = Promise.withResolvers<void>();
      for (const socket of sockets) {
        socket.unpipe();
        socket.on('data', (data) => asked.test(String(data)) && resolve()).resume();
      }
      return promise;
    },
    mend() {
      whole = true;
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
