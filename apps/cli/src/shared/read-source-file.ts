import { readFile, stat } from 'node:fs/promises';
import { Refused } from './terminal.js';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'tệp không tồn tại',
  EACCES: 'không có quyền đọc',
  EPERM: 'không có quyền đọc',
  EISDIR: 'đó là thư mục',
  ENAMETOOLONG: 'tên tệp quá dài',
};

/** Larger files are refused before they are read into memory. */
const MOST_BYTES = 64 * 1024 * 1024;

/** @throws Refused with the file's name and the reason. */
export const readSourceFile = async (file: string): Promise<Buffer> => {
  const refuse = (reason: string, cause?: unknown): never => {
    throw new Refused(`Không đọc được ${file}: ${reason}. Hãy kiểm tra đường dẫn rồi chạy lại.`, { cause });
  };
  try {
    const about = await stat(file);
    if (about.isDirectory()) return refuse('đó là thư mục');
    if (!about.isFile()) return refuse('đó không phải tệp thường');
    if (about.size > MOST_BYTES) return refuse('tệp lớn hơn 64 MB');
    return await readFile(file);
  } catch (error) {
    if (error instanceof Refused) throw error;
    const code = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
    return refuse(reasons[code] ?? 'lỗi hệ thống tệp', error);
  }
};
