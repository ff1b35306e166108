import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SessionView } from '#contracts';
import type { Instant, PersonId } from '#domain';
import { MasterKey } from '#platform';
import { MuteLinks } from '#reminders';
import { type Demonstration, look, openDemonstration } from './demonstration.js';
import { desktop, telephone, WebUser } from './web-user.js';

/** What a person says about the reminders they get. */
describe('my reminders', () => {
  let demonstration: Demonstration;
  let officer: WebUser;

  beforeAll(async () => {
    demonstration = await openDemonstration();
    officer = await demonstration.signIn('so-noi-vu');
  }, 120_000);
  afterAll(() => demonstration.close());

  const lookBoth = async (name: string): Promise<void> => {
    await look(officer, `${name}-1440`, { fullPage: true });
    await officer.page.setViewportSize(telephone);
    await look(officer, `${name}-360`, { fullPage: true });
    await officer.page.setViewportSize(desktop);
  };

  test('come at the hour that is chosen, without the early ones that are left out; what cannot be muted is said', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: 'Thời gian nhận thư' }).click();
    await officer.heading('Thời gian nhận thư nhắc').waitFor();
    await page.getByText('Chưa thay đổi lần nào').waitFor();
    await page.getByLabel('Giờ nhận thư nhắc gộp').selectOption('09:00');
    await page.getByLabel('Trước 30 ngày').uncheck();
    await lookBoth('my-reminders-form');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('nhận lúc 09:00; không nhận nhắc trước 30 ngày').waitFor();
    expect(await page.getByText('nhắc đúng ngày đến hạn và nhắc quá hạn của nhiệm vụ cơ quan chủ trì').count()).toBe(1);
    await page.reload();
    await officer.heading('Lịch sử thay đổi').waitFor();
    expect(await page.getByLabel('Giờ nhận thư nhắc gộp').inputValue()).toBe('540');
    expect(await page.getByLabel('Trước 30 ngày').isChecked()).toBe(false);
    await lookBoth('my-reminders-kept');
    expect(officer.errors).toEqual([]);
  });

  test('are done without from a mail: its address says what, one press mutes it, and the own page tells it', async () => {
    const { person } = await (await demonstration.product.signIn('so-noi-vu')).get<SessionView>('/session');
    const key = await readFile(path.join(demonstration.product.dataDir, 'master-key'), 'utf8');
    const binding = { person: person.id as PersonId, days: [7, 3], coordination: true };
    const token = new MuteLinks(new MasterKey(key.trim())).mint(binding, '2026-11-23T01:00:00.000Z' as Instant);
    const reader = await WebUser.open(demonstration.browser, demonstration.product);
    await reader.goTo(`/tat-nhac/${token}`);
    await reader.page.getByText('Nhắc trước hạn 07 ngày làm việc').waitFor();
    await look(reader, 'mute-link-1440', { fullPage: true });
    await reader.page.setViewportSize(telephone);
    await look(reader, 'mute-link-360', { fullPage: true });
    await reader.page.getByRole('button', { name: 'Tắt các lần nhắc này' }).click();
    await reader.page.getByText('Các lần nhắc này đã tắt.', { exact: false }).waitFor();
    await look(reader, 'mute-link-done-360', { fullPage: true });
    expect(reader.errors).toEqual([]);
    await officer.goTo('/thoi-gian-nhan-thu');
    await officer.page.getByText('qua liên kết trong thư', { exact: false }).waitFor();
    expect(await officer.page.getByLabel('Trước 07 ngày').isChecked()).toBe(false);
    await lookBoth('my-reminders-by-link');
    expect(officer.errors).toEqual([]);
  });

  test('go to a colleague while one is away, and come back when that is ended', async () => {
    const { page } = officer;
    await page.getByRole('link', { name: 'Người nhận thay' }).click();
    await officer.heading('Người nhận thay').waitFor();
    const receiver = page.getByRole('combobox', { name: /^Người nhận thay/u });
    await receiver.waitFor();
    await receiver.selectOption({ index: 1 });
    await page.getByLabel('Đến hết ngày').fill('27/11/2026');
    await page.getByLabel('Lý do').fill('Nghỉ phép');
    await lookBoth('stand-in-form');
    await page.getByRole('button', { name: 'Cử người nhận thay' }).click();
    await page.getByText('đang nhận thay').waitFor();
    await lookBoth('stand-in-named');
    await page.getByRole('button', { name: /^Kết thúc/u }).click();
    await page.getByText('đã kết thúc sớm').waitFor();
    expect(officer.errors).toEqual([]);
  });
});
