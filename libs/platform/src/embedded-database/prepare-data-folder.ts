import { access, constants, mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { StartupError } from '../startup-error.js';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'không có quyền đọc và ghi',
  EPERM: 'không có quyền đọc và ghi',
  EROFS: 'nằm trên ổ đĩa chỉ đọc',
  ENOSPC: 'ổ đĩa đã đầy',
  ENOTDIR: 'có một tệp nằm trên đường dẫn',
  EEXIST: 'là một tệp, không phải thư mục',
  ENOENT: 'không tạo được ở đó',
};

const explain = (dataDir: string, error: NodeJS.ErrnoException): StartupError =>
  new StartupError(`Không dùng được thư mục dữ liệu ${dataDir} (DATA_DIR): ${reasons[error.code ?? ''] ?? error.message}.`);

/**
 * Makes the missing folders one by one: Node's own `recursive` never ends where a file system, such as /proc, answers
 * that a folder is missing however often its parent is made.
 */
const makeFolder = async (folder: string): Promise<void> => {
  if ((await stat(folder).catch(() => null))?.isDirectory() === true) return;
  const parent = path.dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  // Others may pass through (the server's account must), not look.
  await mkdir(folder, { mode: 0o711 }).catch(async (error: unknown) => {
    // Another process may have made it in between.
    if (!(await stat(folder).catch(() => null))?.isDirectory()) throw error;
  });
};

/** Makes the folder if need be. @throws StartupError with one sentence */
export const makeDataFolder = async (dataDir: string): Promise<void> => {
  try {
    await makeFolder(dataDir);
  } catch (error) {
    throw explain(dataDir, error as NodeJS.ErrnoException);
  }
};

/** Makes the folder if need be and checks that it can be used. @throws StartupError with one sentence */
export const prepareDataFolder = async (dataDir: string): Promise<void> => {
  await makeDataFolder(dataDir);
  try {
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw explain(dataDir, error as NodeJS.ErrnoException);
  }
};

/** Whether there is a cluster; refuses one of another major version, or of another user. @throws StartupError */
export const hasCluster = async (dataFolder: string, major: string): Promise<boolean> => {
  const found = await stat(dataFolder).catch(() => null);
  if (found === null) return false;
  const own = process.getuid?.() ?? found.uid;
  if (own !== 0 && found.uid !== own)
    throw new StartupError(
      `Thư mục ${dataFolder} thuộc người dùng khác (uid ${found.uid}); hãy chạy bằng người dùng đó hoặc đặt DATA_DIR khác.`,
    );
  const version = (await readFile(path.join(dataFolder, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === major) return true;
  throw new StartupError(
    version === ''
      ? `Thư mục ${dataFolder} không phải dữ liệu PostgreSQL; hãy chuyển nó đi hoặc đặt DATA_DIR khác.`
      : `Dữ liệu trong ${dataFolder} thuộc PostgreSQL ${version}, bản đi kèm là ${major}; hãy sao lưu bằng bản Đôn Đốc cũ (dondoc backup TỆP), ` +
          'rồi phục hồi bằng bản này vào một thư mục dữ liệu mới (DATA_DIR=… dondoc restore TỆP). Dữ liệu cũ không bị đụng đến.',
  );
};
