import { createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * A mail server that takes every mail and keeps none, so lean that a bench measures who sends: a program of its own. It speaks what
 * servers of providers speak (RFC 5321 with PIPELINING, 8BITMIME and SIZE).
 */
const ANSWERS: Readonly<Record<string, string>> = {
  EHLO: '250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SIZE 26214400\r\n',
  DATA: '354 Go ahead\r\n',
  QUIT: '221 Bye\r\n',
};
const END = '\r\n.\r\n';

const serve = (socket: Socket): void => {
  let text = '';
  let isMail = false;
  /** One command, or one mail, of what has come; null: it is not yet whole. */
  const next = (): string | null => {
    const end = isMail ? END : '\r\n';
    const at = text.indexOf(end);
    if (at < 0) {
      if (isMail) text = text.slice(-END.length);
      return null;
    }
    const verb = isMail ? '' : text.slice(0, 4).toUpperCase();
    text = text.slice(at + end.length);
    isMail = verb === 'DATA';
    return ANSWERS[verb] ?? '250 OK\r\n';
  };
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
    let answers = '';
    for (let answer = next(); answer !== null; answer = next()) answers += answer;
    if (answers !== '') socket.write(answers);
    if (answers.endsWith(ANSWERS['QUIT'] ?? '')) socket.end();
  });
  socket.write('220 sink.example ESMTP\r\n');
};

const server = createServer(serve).listen(0, '127.0.0.1', () => {
  process.stdout.write(`Sẵn sàng: smtp://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
