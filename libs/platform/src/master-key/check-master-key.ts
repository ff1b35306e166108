import type pg from 'pg';
import { StartupError } from '../startup-error.js';
import type { MasterKey } from './master-key.js';

/**
 * Sees to it that a database is opened under one master key alone: the first one it meets.
 * @throws StartupError with one sentence
 */
export const checkMasterKey = async (pool: Pick<pg.Pool, 'query'>, key: MasterKey): Promise<void> => {
  await pool.query('insert into public.master_key_mark (mark) values ($1) on conflict do nothing', [key.mark]);
  const { rows } = await pool.query<{ mark: string }>('select mark from public.master_key_mark');
  const mark = rows[0]?.mark ?? '';
  if (mark === key.mark) return;
  throw new StartupError(
    `MASTER_KEY không phải khóa của cơ sở dữ liệu này: dấu của khóa đang dùng là ${key.mark}, dữ liệu được niêm phong bằng khóa có dấu ` +
      `${mark}; hãy đặt lại đúng MASTER_KEY, hoặc đặt lại đúng tệp master-key vào thư mục dữ liệu.`,
  );
};
