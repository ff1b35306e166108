import { writeFile } from 'node:fs/promises';
import { Refused } from './terminal.js';

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'tệp đã có; hãy chọn tên khác',
  ENOENT: 'thư mục không tồn tại',
  EACCES: 'không có quyền ghi',
  EPERM: 'không có quyền ghi',
  EISDIR: 'đó là thư mục',
  EROFS: 'ổ đĩa chỉ đọc',
};

/** Writes a new file; never over another. @throws Refused */
export const writeResultFile = async (file: string, text: string): Promise<void> => {
  await writeFile(file, text, { flag: 'wx', mode: 0o644 }).catch((error: unknown) => {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new Refused(`Không ghi được ${file}: ${reasons[code] ?? code}.`, { cause: error });
  });
};
