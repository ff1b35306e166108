import { createServer, type AddressInfo, type Socket } from 'node:net';

/** After what a server of mail says nothing any more. `content`: the final dot. */
const PLACES = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'content'] as const;
export type Place = (typeof PLACES)[number];

/** A TCP server that speaks SMTP up to one place of the conversation. */
export interface StallingServer {
  readonly url: string;
  /** That it came to the place, for the first time. */
  readonly stalled: Promise<void>;
  /** That the connection that stalled was closed from the other end. */
  readonly leftAlone: Promise<void>;
  /** Connections that stalled. */
  readonly stalls: number;
  /** Whom mails were taken for, the last dot included. */
  readonly taken: readonly string[];
  close(): Promise<void>;
}

interface Behaviour {
  /** It goes on talking without ever coming to an end, so that no silence is long. */
  readonly dribbles?: boolean;
  /** So many connections stall, those after them do not; default: all. */
  readonly times?: number;
}

const CODES: Readonly<Record<Place, string>> = { greeting: '220', EHLO: '250', MAIL: '250', RCPT: '250', DATA: '354', content: '250' };
const DRIBBLE_MS = 20;

const once = (): { readonly happened: Promise<void>; readonly happen: () => void } => {
  let happen: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { happened, happen };
};

const placeOf = (line: string): Place | null => PLACES.find((place) => line.toUpperCase().startsWith(place)) ?? null;

/** One line for each answer; of the content the line that is the dot. */
const linesFrom = (socket: Socket, onLine: (line: string) => void): void => {
  let rest = '';
  socket.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('latin1')).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
};

export const startStallingServer = async (at: Place, { dribbles = false, times = Infinity }: Behaviour = {}): Promise<StallingServer> => {
  const sockets = new Set<Socket>();
  const taken: string[] = [];
  const stalled = once();
  const left = once();
  let stalls = 0;

  const stall = (socket: Socket): void => {
    stalls += 1;
    stalled.happen();
    const timer = setInterval(() => {
      if (dribbles) socket.write(`${CODES[at]}-one moment\r\n`);
    }, DRIBBLE_MS);
    socket.on('close', () => {
      clearInterval(timer);
      left.happen();
    });
  };
  const converse = (socket: Socket): void => {
    const stallsHere = stalls < times;
    let inContent = false;
    let recipient = '';
    let isStalled = false;
    const answer = (place: Place): void => {
      if (place === 'content') taken.push(recipient);
      isStalled = stallsHere && place === at;
      if (isStalled) stall(socket);
      else socket.write(`${CODES[place]} go on\r\n`);
      inContent = place === 'DATA' && !isStalled;
    };
    linesFrom(socket, (line) => {
      if (isStalled) return;
      if (inContent) {
        if (line === '.') answer('content');
        return;
      }
      const place = placeOf(line);
      if (place === 'RCPT') recipient = /<([^>]*)>/u.exec(line)?.[1] ?? '';
      if (place === null) socket.write('250 go on\r\n');
      else answer(place);
    });
    answer('greeting');
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    converse(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `smtp://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    stalled: stalled.happened,
    leftAlone: left.happened,
    get stalls() {
      return stalls;
    },
    taken,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
};
