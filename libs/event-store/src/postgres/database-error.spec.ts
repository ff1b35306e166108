import { describe, expect, test } from '@jest/globals';
import { AppendRefused, EventStoreBusy } from '../event-store.errors.js';
import { translated } from './database-error.js';

const failed = (code: string): Error => Object.assign(new Error('as the server says it'), { code });

describe('What the database says', () => {
  test.each([
    ['lock_not_available', '55P03'],
    ['query_canceled', '57014'],
    ['admin_shutdown', '57P01'],
    ['crash_shutdown', '57P02'],
    ['cannot_connect_now', '57P03'],
    ['idle_session_timeout', '57P05'],
    ['too_many_connections', '53300'],
    ['disk_full', '53100'],
    ['out_of_memory', '53200'],
    ['io_error', '58030'],
    ['connection_failure', '08006'],
    ['deadlock_detected', '40P01'],
    ['serialization_failure', '40001'],
    ['read_only_sql_transaction: a standby', '25006'],
    ['no server', 'ECONNREFUSED'],
    ['no way to the server', 'EHOSTUNREACH'],
    ['a server that does not answer', 'ETIMEDOUT'],
  ])('%s makes the store busy: asked again later, it may go on', (_name, code) => {
    expect(translated(failed(code))).toBeInstanceOf(EventStoreBusy);
  });

  test.each(['22P05', '22P02', '22021', '22003', '54000', '54001'])('%s refuses this append', (code) => {
    expect(translated(failed(code))).toBeInstanceOf(AppendRefused);
  });

  test.each(['23505', '42P01', '42883', 'XX000'])('%s is a fault of the system and passes as it is', (code) => {
    const error = failed(code);
    expect(translated(error)).toBe(error);
  });
});
