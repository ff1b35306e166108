import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line between a client and a server that can be cut or fall silent. */
export interface FaultProxy {
  readonly port: number;
  /** Cuts whatever is open, and every new connection, until `mend`; `after` bytes have passed in one direction first. */
  cut(when?: { readonly up?: number; readonly down?: number }): void;
  /** Connections stay open and nothing passes any more, after so many bytes from the server. */
  silence(after?: number): void;
  mend(): void;
  close(): Promise<void>;
}

interface Faults {
  up: number;
  down: number;
  silentAfter: number;
}

const whole = (): Faults => ({ up: Infinity, down: Infinity, silentAfter: Infinity });

const carry = (from: Socket, to: Socket, left: () => 'pass' | 'cut' | 'hold', count: (bytes: number) => void): void => {
  from.on('data', (piece: Buffer) => {
    count(piece.length);
    const what = left();
    if (what === 'cut') {
      from.destroy();
      to.destroy();
    } else if (what === 'pass') to.write(piece);
  });
  from.on('error', () => to.destroy());
  from.on('close', () => to.destroy());
};

/** Passes bytes on to a server of this machine. */
export const startFaultProxy = async (target: number): Promise<FaultProxy> => {
  let faults = whole();
  let counted = { up: 0, down: 0 };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    const isSilent = (): boolean => counted.down > faults.silentAfter;
    const judge = (direction: 'up' | 'down') => (): 'pass' | 'cut' | 'hold' => {
      if (counted[direction] > faults[direction]) return 'cut';
      return direction === 'down' && isSilent() ? 'hold' : 'pass';
    };
    carry(client, upstream, judge('up'), (bytes) => (counted.up += bytes));
    carry(upstream, client, judge('down'), (bytes) => (counted.down += bytes));
  });
  const destroyAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const set = (next: Partial<Faults>): void => {
    faults = { ...whole(), ...next };
    counted = { up: 0, down: 0 };
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: (when = { up: 0, down: 0 }) => {
      set(when);
      if (when.up === 0) destroyAll();
    },
    silence: (after = 0) => {
      set({ silentAfter: after });
    },
    mend: () => {
      set({});
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        destroyAll();
      }),
  };
};
