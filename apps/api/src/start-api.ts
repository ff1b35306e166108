import { existsSync } from 'node:fs';
import path from 'node:path';
import { StartupError, type AppContext, type RunningApp } from '#platform';
import { createApp } from './create-app.js';
import { openResources } from './resources.js';

/** Beside the built api: `dist/web`. From sources there may be none. */
const webRoot = (): string | null => {
  const candidates = ['../../../web', '../../../dist/web'].map((relative) => path.resolve(import.meta.dirname, relative));
  return candidates.find((folder) => existsSync(path.join(folder, 'index.html'))) ?? null;
};

const isAddressProblem = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL'].includes(String(error.code));

const listenProblem = ({ code }: NodeJS.ErrnoException, host: string, port: number): string => {
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `Cổng ${String(port)} đang được chương trình khác sử dụng; đặt PORT khác hoặc dừng chương trình đó.`,
    EACCES: `Không được phép mở cổng ${String(port)}; đặt PORT từ 1024 trở lên.`,
    EADDRNOTAVAIL: `Máy này không có địa chỉ ${host}; kiểm tra HOST.`,
  };
  return sentences[code ?? ''] ?? `Không mở được ${host}:${String(port)}.`;
};

/** Serves the HTTP interface and the web app on the context's host and port. */
export const startApi = async (context: AppContext): Promise<RunningApp> => {
  const { host, port } = context.config;
  const resources = await openResources(context);
  const app = await createApp(resources, webRoot()).catch(async (error: unknown) => {
    await resources.close();
    throw error;
  });
  const close = async (): Promise<void> => {
    await app.close();
    await resources.close();
  };
  try {
    await app.listen(port, host);
  } catch (error) {
    await close();
    throw isAddressProblem(error) ? new StartupError(listenProblem(error, host, port)) : error;
  }
  return { url: await app.getUrl(), close };
};
