import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 512 });

export interface Answer {
  readonly status: number;
  readonly cookie: string | undefined;
  readonly body: string;
}

/** One POST of JSON over a kept connection. */
export const post = (url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    const asked = request(
      url,
      { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers } },
      (response) => {
        let read = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (read += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, cookie: response.headers['set-cookie']?.[0]?.split(';')[0], body: read }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(text);
  });

export const closeConnections = (): void => agent.destroy();
