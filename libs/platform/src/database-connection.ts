import pg from 'pg';
import { errorCode } from './error-code.js';
import { sessionSettings } from './session-settings.js';
import { StartupError } from './startup-error.js';

const oldestMajor = 17;

/** Host, port and database of an address, without user and password. */
const placeOf = (databaseUrl: string): string => {
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname}:${port === '' ? '5432' : port}${pathname}`;
};

const unreachable = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EAI_AGAIN']);

const reasons: Readonly<Record<string, string>> = {
  '28P01': 'sai tên người dùng hoặc mật khẩu',
  '28000': 'máy chủ không cho người dùng này kết nối',
  '3D000': 'không có cơ sở dữ liệu này; hãy tạo trước (createdb)',
  '42501': 'người dùng này không có quyền trên cơ sở dữ liệu',
  '53300': 'máy chủ đã hết chỗ cho kết nối mới',
  '57P03': 'máy chủ đang khởi động hoặc đang dừng, hãy thử lại sau',
};

const reasonOf = (error: unknown): string => {
  const code = errorCode(error);
  if (unreachable.has(code)) return `không có máy chủ nào trả lời ở đó (${code})`;
  return reasons[code] ?? (error instanceof Error && error.message !== '' ? error.message : code);
};

/** Connects once and looks at the server's version. @throws StartupError with one sentence */
export const checkDatabase = async (databaseUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000, application_name: 'dondoc-check' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; number: string }>(
      "select current_setting('server_version') as version, current_setting('server_version_num') as number",
    );
    const { version, number } = rows[0] ?? { version: '?', number: '0' };
    if (Number(number) < oldestMajor * 10_000)
      throw new StartupError(`Máy chủ ở ${placeOf(databaseUrl)} là PostgreSQL ${version}; hệ thống cần PostgreSQL ${oldestMajor} trở lên.`);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`Không kết nối được cơ sở dữ liệu ${placeOf(databaseUrl)} (DATABASE_URL): ${reasonOf(error)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
};

/** The process's pool; limits keep one forgotten transaction or lock from holding up everybody. */
export const openPool = (databaseUrl: string, onError: (error: Error) => void, size = 20): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: size,
    application_name: 'dondoc',
    options: sessionSettings(),
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 60_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  pool.on('error', onError);
  // Whoever holds a connection that the server ends hears it from the next statement; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};
