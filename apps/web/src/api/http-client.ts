import type { Problem } from '#contracts';

/** The server understood and refused: RFC 9457, with a Vietnamese title. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

/** Nothing came back: the command may or may not have happened, so it is sent again under the same key. */
export class ConnectionError extends Error {
  constructor(cause: unknown) {
    super('Không kết nối được với máy chủ. Kiểm tra đường truyền rồi thử lại.', { cause });
  }
}

/** The newest position this tab knows of; reads wait until the views have reached it. */
let minimumPosition: string | null = null;

/** From now on reads show at least what stands at `position`. */
export const rememberPosition = (position: string): void => {
  minimumPosition = position;
};

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly json?: unknown;
  readonly form?: FormData;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const problemFrom = async (response: Response): Promise<Problem> => {
  const fallback: Problem = {
    type: 'about:blank',
    status: response.status,
    code: `HTTP.${String(response.status)}`,
    title: 'Máy chủ chưa thực hiện được yêu cầu. Thử lại sau ít phút.',
  };
  const body = (await response.json().catch(() => null)) as Partial<Problem> | null;
  return body === null ? fallback : { ...fallback, ...body };
};

const headersOf = (options: RequestOptions): Headers => {
  const headers = new Headers(options.headers);
  headers.set('Accept', 'application/json');
  if (options.json !== undefined) headers.set('Content-Type', 'application/json');
  const isRead = (options.method ?? 'GET') === 'GET';
  if (isRead && minimumPosition !== null) headers.set('Min-Position', minimumPosition);
  return headers;
};

const bodyOf = (options: RequestOptions): BodyInit | null => {
  if (options.form !== undefined) return options.form;
  return options.json === undefined ? null : JSON.stringify(options.json);
};

/**
 * One request to `/api/v1`. The answer's shape is the contract's, which both sides are built from.
 * @throws ProblemError for every answer but 2xx; ConnectionError where there is no answer.
 */
export const request = async <Answer>(path: string, options: RequestOptions = {}): Promise<Answer> => {
  const response = await fetch(`/api/v1${path}`, {
    method: options.method ?? 'GET',
    headers: headersOf(options),
    body: bodyOf(options),
    credentials: 'same-origin',
    signal: options.signal ?? null,
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ConnectionError(error);
  });
  if (!response.ok) throw new ProblemError(await problemFrom(response));
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
};
