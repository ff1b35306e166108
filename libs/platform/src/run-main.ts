import { errorCode } from './error-code.js';
import { StartupError } from './startup-error.js';

const portOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'port' in error && typeof error.port === 'number' ? ` ${error.port}` : '';

/** An error as a person at the terminal should read it; the stack only where nobody foresaw it. */
export const sentenceOf = (error: unknown): string => {
  if (error instanceof StartupError) return error.message;
  if (errorCode(error) === 'EADDRINUSE')
    return `Cổng${portOf(error)} đang có chương trình khác dùng; hãy dừng chương trình đó hoặc đặt PORT khác.`;
  if (errorCode(error) === 'EACCES' && portOf(error) !== '')
    return `Không được phép mở cổng${portOf(error)}; hãy đặt PORT từ 1024 trở lên.`;
  if (errorCode(error) === 'EADDRNOTAVAIL') return 'HOST không phải địa chỉ của máy này.';
  return `Lỗi ngoài dự kiến: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
};

/** Runs an entry point: what it throws is printed as a sentence, and the process ends with code 1. */
export const runMain = (main: () => Promise<void>): void => {
  const fail = (error: unknown): void => {
    process.stderr.write(`${sentenceOf(error)}\n`, () => process.exit(1));
  };
  main().catch(fail);
};
