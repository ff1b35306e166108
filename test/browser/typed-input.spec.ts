import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TimelineEntry } from '#contracts';
import { letters, pdfOf } from '../../libs/plan-import/src/testing/plain-pdf.js';
import { signedPdf, signerNamed } from '../../libs/plan-import/src/testing/signed-pdf.js';
import type { Client } from '../support/client.js';
import { openDemonstration, type Demonstration } from './demonstration.js';
import type { WebUser } from './web-user.js';

/** What is being typed is never lost, and a command is never done twice or upon a state nobody saw. */
describe('forms under live changes, lost answers and reloads', () => {
  let demo: Demonstration;
  let office: Client;
  let taskId: string;
  let lead: WebUser;

  const reports = async (): Promise<number> =>
    (await office.get<TimelineEntry[]>(`/tasks/${taskId}/history`)).filter((entry) => entry.type === 'ProgressReported').length;

  beforeAll(async () => {
    demo = await openDemonstration();
    office = demo.office;
    taskId = demo.tasks.find(({ row }) => row === 14)?.id ?? '';
    lead = await demo.signIn('so-noi-vu');
  }, 180_000);

  beforeEach(async () => {
    await lead.goTo(`/nhiem-vu/${taskId}`);
    await lead.page.evaluate('sessionStorage.clear()');
    await lead.goTo(`/nhiem-vu/${taskId}`);
    await lead.chooseAct('Báo cáo tiến độ');
  });

  afterAll(() => demo.close());

  test('a reload keeps what was typed', async () => {
    await lead.fill('Kết quả đã làm được', 'Đang soạn dự thảo.');
    await lead.page.reload();
    await lead.form().waitFor();
    expect(await lead.form().getByLabel('Kết quả đã làm được').inputValue()).toBe('Đang soạn dự thảo.');
  });

  test('somebody else’s act arrives on the page, leaves the form alone, and is shown before one goes on', async () => {
    await lead.fill('Kết quả đã làm được', 'Nội dung gõ dở.');
    const before = await reports();
    await office.must(taskId, 'urge', { part: 'L01', text: 'Đề nghị báo cáo trước ngày 25/11.' });
    await lead.page.waitForResponse((response) => response.url().includes(`/tasks/${taskId}`) && response.ok());
    expect(await lead.form().getByLabel('Kết quả đã làm được').inputValue()).toBe('Nội dung gõ dở.');
    await lead.form().getByRole('button', { name: 'Gửi báo cáo' }).click();
    const notice = lead.form().getByRole('alert');
    await notice.filter({ hasText: 'Từ khi mở biểu mẫu này' }).waitFor();
    expect((await notice.innerText()).toLowerCase()).toContain('đôn đốc');
    expect(await lead.violations()).toEqual([]);
    await notice.getByRole('button', { name: 'Xem số liệu mới nhất và tiếp tục' }).click();
    await notice.waitFor({ state: 'detached' });
    await lead.send('Gửi báo cáo', 'Đã gửi báo cáo tiến độ.');
    expect(await reports()).toBe(before + 1);
  });

  test('an answer lost on the way is asked for again under the same key: one report stands', async () => {
    await lead.fill('Kết quả đã làm được', 'Gửi khi đường truyền chập chờn.');
    const before = await reports();
    const keys: string[] = [];
    await lead.page.route('**/report-progress', async (route) => {
      keys.push((await route.request().headerValue('idempotency-key')) ?? '');
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await lead.form().getByRole('button', { name: 'Gửi báo cáo' }).click();
    await lead.form().getByRole('alert').filter({ hasText: 'Chưa gửi được' }).waitFor();
    await lead.send('Gửi báo cáo', 'Đã gửi báo cáo tiến độ.');
    await lead.page.unroute('**/report-progress');
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    expect(await reports()).toBe(before + 1);
  });

  test('a signed PDF fills what is empty, never what was typed; one that is marked secret is not taken', async () => {
    const agency = await demo.product.signIn('so-noi-vu');
    await agency.must(taskId, 'report-progress', { part: 'L01', text: 'Đang trình ký.' });
    await lead.goTo(`/nhiem-vu/${taskId}`);
    await lead.chooseAct('Trình hoàn thành');
    const head = [letters(60, 760, 'Số: 15/BC-SNV'), letters(340, 760, 'Lạng Sơn, ngày 05 tháng 01 năm 2026')].join(' ');
    const attach = (name: string, content: string): Promise<void> => {
      const buffer = signedPdf(pdfOf([{ content }]), signerNamed('Nông Văn Thành'), { at: "D:20260105100500+07'00'" });
      return lead.form().locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer });
    };
    await attach('mat.pdf', `${letters(60, 800, 'MẬT')} ${head}`);
    await lead.form().getByText('hệ thống không tiếp nhận văn bản mật').waitFor();
    expect(await lead.form().getByRole('listitem').count()).toBe(0);

    await lead.fill('Số, ký hiệu văn bản báo cáo kết quả', '16/BC-SNV');
    await attach('bao-cao.pdf', head);
    await lead.form().getByText('Đọc từ tệp bao-cao.pdf, đề nghị kiểm tra: số 15/BC-SNV; ngày 05/01/2026').waitFor();
    await lead.form().getByRole('listitem').filter({ hasText: 'bao-cao.pdf' }).waitFor();
    const valueOf = (label: string): Promise<string> => lead.form().getByLabel(label).first().inputValue();
    expect(await valueOf('Số, ký hiệu')).toBe('16/BC-SNV');
    expect(await valueOf('Ngày văn bản')).toBe('05/01/2026');
    expect(await valueOf('Người ký')).toBe('Nông Văn Thành');
    expect(await lead.violations()).toEqual([]);
  });

  test('a date that does not exist stays as typed, is told at the field, and holds the form back', async () => {
    await lead.goTo(`/nhiem-vu/${taskId}`);
    await lead.chooseAct('Trình hoàn thành');
    const field = lead.form().getByLabel('Ngày văn bản').first();
    const told = lead.form().getByText('Ngày không có: nhập ngày/tháng/năm, ví dụ 15/06/2026');
    const asked: string[] = [];
    lead.page.on('request', (request) => {
      if (request.method() === 'POST') asked.push(request.url());
    });
    for (const typed of ['15/06/20233', '31/02/2024']) {
      await field.click();
      await field.fill('');
      await field.pressSequentially(typed);
      await field.press('Tab');
      await told.waitFor();
      expect(await field.inputValue()).toBe(typed);
      expect(await field.getAttribute('aria-invalid')).toBe('true');
      await lead.form().locator('button[type=submit]').click();
      expect(await lead.page.locator('input:focus').inputValue()).toBe(typed);
      expect(await field.inputValue()).toBe(typed);
    }
    expect(asked).toEqual([]);
  });

  test('a refused field is told at the field', async () => {
    await lead.fill('Kết quả đã làm được', 'Có tiến triển.');
    await lead.fill('Ước khối lượng hoàn thành', '250');
    await lead.form().getByRole('button', { name: 'Gửi báo cáo' }).click();
    const field = lead.form().getByLabel('Ước khối lượng hoàn thành');
    await lead.form().locator('[name=percent][aria-invalid=true]').waitFor();
    expect(await field.getAttribute('aria-describedby')).toBeTruthy();
  });
});
