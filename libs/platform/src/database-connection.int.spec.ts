import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '#testing';
import { checkDatabase } from './database-connection.js';
import { StartupError } from './startup-error.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => database.drop());

const refusal = async (url: string): Promise<string> =>
  checkDatabase(url).then(
    () => 'was accepted',
    (error: unknown) => {
      expect(error).toBeInstanceOf(StartupError);
      return (error as Error).message;
    },
  );

const changed = (change: (url: URL) => void): string => {
  const url = new URL(database.url);
  change(url);
  return url.href;
};

describe('a wrong DATABASE_URL is explained in one sentence', () => {
  test('nobody listens there', async () => {
    expect(await refusal(changed((url) => (url.port = '1')))).toContain('không có máy chủ nào trả lời');
  });

  test('a wrong password, which is not repeated', async () => {
    const sentence = await refusal(changed((url) => (url.password = 'mat-khau-sai')));
    expect(sentence).toContain('sai tên người dùng hoặc mật khẩu');
    expect(sentence).not.toContain('mat-khau-sai');
  });

  test('an unknown database', async () => {
    expect(await refusal(changed((url) => (url.pathname = '/khong-co')))).toContain('không có cơ sở dữ liệu này');
  });

  test('a right one is accepted', async () => {
    await checkDatabase(database.url);
  });
});
