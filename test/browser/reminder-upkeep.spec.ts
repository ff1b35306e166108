import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WithoutChannelView } from '#contracts';
import { type Demonstration, look, openDemonstration } from './demonstration.js';
import { desktop, telephone, type WebUser } from './web-user.js';

/** What the Office and the administrator do about reminders, on pages. */
describe('the upkeep of reminders', () => {
  let demo: Demonstration;
  let admin: WebUser;

  beforeAll(async () => {
    demo = await openDemonstration();
    admin = await demo.signIn('admin');
  }, 180_000);
  afterAll(() => demo.close());

  const lookWideAndNarrow = async (name: string): Promise<void> => {
    await look(admin, name, { fullPage: true });
    await admin.page.setViewportSize(telephone);
    await admin.settled();
    await look(admin, `${name}-360`, { fullPage: true });
    await admin.page.setViewportSize(desktop);
  };
  const announced = (text: string): Promise<void> => admin.page.getByRole('status').filter({ hasText: text }).first().waitFor();

  test('a policy is changed after its effects were shown, and an earlier one is taken up again', async () => {
    const { page } = admin;
    await page.getByRole('link', { name: 'Chính sách nhắc việc' }).click();
    await admin.heading('Chính sách nhắc việc').waitFor();
    await admin.heading('Các lần thay đổi').waitFor();
    const preview = page.getByRole('button', { name: 'Xem trước thay đổi trong 30 ngày tới' });
    expect(await preview.isDisabled()).toBe(true);

    await page.getByLabel('Nhắc trước hạn', { exact: true }).fill('7, 7');
    await page.getByText('Mỗi số ngày chỉ ghi một lần.').waitFor();
    expect(await page.getByText('Chưa thay đổi nội dung nào.').count()).toBe(0);
    await page.getByLabel('Giờ gửi thư hằng ngày').fill('17:30');
    await page.getByText('Giờ gửi hằng ngày phải trước giờ kết thúc làm việc.').waitFor();
    await lookWideAndNarrow('chinh-sach-loi');
    await page.getByLabel('Giờ gửi thư hằng ngày').fill('08:00');
    await page.getByLabel('Nhắc trước hạn', { exact: true }).fill('15, 5, 1, 0');
    await page.getByLabel('Nhiệm vụ dài hơn một năm, nhắc trước hạn').fill('90, 25, 15, 3');
    await preview.click();
    await admin.heading('Xem trước thay đổi').waitFor();
    await page.getByRole('columnheader', { name: 'Giữ nguyên' }).waitFor();
    await lookWideAndNarrow('chinh-sach-xem-truoc');
    await page.getByLabel('Căn cứ').fill('Công văn 12/UBND-TH');
    await page.getByRole('button', { name: 'Áp dụng', exact: true }).click();
    await announced('Đã áp dụng chính sách nhắc việc.');
    await page.getByText('Căn cứ: Công văn 12/UBND-TH').waitFor();
    await page.getByLabel('Nhắc trước hạn', { exact: true }).and(page.locator('[value="15, 5, 1, 0"]')).waitFor();

    await page.getByRole('button', { name: 'Dùng lại nội dung này (có sẵn khi cài đặt)' }).click();
    expect(await page.getByLabel('Nhắc trước hạn', { exact: true }).inputValue()).toBe('30, 7, 3, 1, 0');
    await preview.click();
    await page.getByLabel('Căn cứ').fill('Công văn 13/UBND-TH');
    await page.getByRole('button', { name: 'Áp dụng', exact: true }).click();
    await admin.heading('Lần 2: áp dụng').waitFor();
    await lookWideAndNarrow('chinh-sach-lich-su');
  }, 120_000);

  test('who is overtaken by another change keeps their own edits, over what is in force now', async () => {
    const one = await demo.signIn('van-phong-ubnd-tinh');
    const previewed = async ({ page }: WebUser, label: string, value: string): Promise<void> => {
      await page.getByLabel(label).fill(value);
      await page.getByRole('button', { name: 'Xem trước thay đổi trong 30 ngày tới' }).click();
      await page.getByRole('heading', { name: 'Xem trước thay đổi' }).waitFor();
    };
    const adopted = async ({ page }: WebUser, basis: string): Promise<void> => {
      await page.getByLabel('Căn cứ').fill(basis);
      await page.getByRole('button', { name: 'Áp dụng', exact: true }).click();
    };
    const changes = (user: WebUser): Promise<string[]> =>
      user.page.getByRole('region', { name: 'Xem trước thay đổi' }).locator('.policy-differences li').allTextContents();
    await Promise.all([one.goTo('/chinh-sach-nhac-viec'), admin.goTo('/chinh-sach-nhac-viec')]);
    await previewed(one, 'Nhắc lại sau mỗi', '3');
    await previewed(admin, 'Tổng hợp đầu tuần', '25');
    await adopted(one, 'Công văn 21/UBND-TH');
    await one.heading('Lần 3: áp dụng').waitFor();
    expect(await one.page.getByRole('alert').count()).toBe(0);

    await adopted(admin, 'Công văn 22/UBND-TH');
    const notice = admin.page.getByRole('alert').filter({ hasText: 'Chính sách đã được thay đổi trong lúc đang sửa' });
    await notice.getByText(/áp dụng, .+ Căn cứ: Công văn 21\/UBND-TH/u).waitFor();
    expect(await notice.locator('.policy-differences li').allTextContents()).toEqual(['Nhắc lại sau mỗi: 7 ngày → 3 ngày']);
    await admin.heading('Lần 3: áp dụng').waitFor();
    expect(await admin.page.getByRole('button', { name: 'Áp dụng', exact: true }).count()).toBe(0);
    expect(await admin.page.getByLabel('Nhắc lại sau mỗi').inputValue()).toBe('3');
    expect(await admin.page.getByLabel('Tổng hợp đầu tuần').inputValue()).toBe('25');

    // Both change the same now, and the preview is what finds it.
    await previewed(one, 'Tổng hợp đầu tuần', '20');
    await adopted(one, 'Công văn 23/UBND-TH');
    await one.heading('Lần 4: áp dụng').waitFor();
    await admin.page.getByRole('button', { name: 'Xem trước thay đổi trong 30 ngày tới' }).click();
    await notice.getByText('đang áp dụng “20 ngày làm việc”').waitFor();
    await notice.getByText(/Căn cứ: Công văn 23\/UBND-TH/u).waitFor();
    expect(await admin.page.getByRole('button', { name: 'Áp dụng', exact: true }).count()).toBe(0);
    await previewed(admin, 'Tổng hợp đầu tuần', '25');
    expect(await changes(admin)).toEqual([expect.stringMatching(/: 20 ngày làm việc → 25 ngày làm việc$/u)]);
    await lookWideAndNarrow('chinh-sach-cung-sua');
    await adopted(admin, 'Công văn 24/UBND-TH');
    await admin.heading('Lần 5: áp dụng').waitFor();
    expect(await admin.page.getByRole('alert').count()).toBe(0);
    expect(await admin.page.getByLabel('Nhắc lại sau mỗi').inputValue()).toBe('3');
    expect([...admin.errors, ...one.errors]).toEqual([]);
    await one.close();
  }, 120_000);

  test('a plan has a policy of its own until it is given back to the general one', async () => {
    const { page } = admin;
    await admin.goTo(`/chinh-sach-nhac-viec?kehoach=${demo.tasks[0]?.planId ?? ''}`);
    await page.getByText('Kế hoạch này đang theo chính sách chung.').waitFor();
    expect(await page.getByLabel('Giờ làm việc, từ').count()).toBe(0);
    await page.getByLabel('Nhắc cả người đứng đầu, từ sau hạn').fill('');
    await page.getByRole('button', { name: 'Xem trước thay đổi trong 30 ngày tới' }).click();
    await page.getByLabel('Căn cứ').fill('Ý kiến chỉ đạo');
    await page.getByRole('button', { name: 'Áp dụng', exact: true }).click();
    await admin.heading('Lần 1: áp dụng').waitFor();
    await page.getByRole('button', { name: 'Xem trước khi bỏ chính sách riêng' }).click();
    await page.getByLabel('Căn cứ').fill('Ý kiến chỉ đạo mới');
    await page.getByRole('button', { name: 'Bỏ chính sách riêng', exact: true }).click();
    await admin.heading('Lần 2: bỏ chính sách riêng').waitFor();
    await page.getByText('Kế hoạch này đang theo chính sách chung.').waitFor();
    expect(admin.errors).toEqual([]);
  }, 120_000);

  test('what was sent is listed, with what each mail carried and how each attempt ended', async () => {
    const { page } = admin;
    await admin.goTo('/thu-nhac-da-gui');
    await page.getByRole('button', { name: 'Xem thêm' }).waitFor();
    await page.getByLabel('Kết quả').selectOption('sent');
    await page
      .getByRole('link', { name: /^Chi tiết/u })
      .first()
      .waitFor();
    await lookWideAndNarrow('thu-nhac-da-gui');
    await page
      .getByRole('link', { name: /^Chi tiết/u })
      .first()
      .click();
    await admin.form().getByRole('heading', { name: 'Từng lần gửi' }).waitFor();
    await look(admin, 'thu-nhac-chi-tiet');
    await page.keyboard.press('Escape');
    await admin.form().waitFor({ state: 'detached' });
    await page.getByLabel('Kết quả').selectOption('uncertain');
    await page.getByText('Không có thư nào').waitFor();
    await look(admin, 'thu-nhac-trong');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải Excel' }).click();
    expect((await downloading).suggestedFilename()).toMatch(/\.xlsx$/u);
  }, 120_000);

  test('the health of sending tells of processes, queues, channels and the day', async () => {
    const { page } = admin;
    await admin.goTo('/suc-khoe-nhac-viec');
    await page.getByText('Không có cảnh báo').waitFor();
    await page.getByRole('cell', { name: 'Quét việc đến giờ nhắc' }).waitFor();
    await page.getByText('đã theo kịp nhật ký').waitFor();
    await page.getByText(/đang chạy, \d+ hẹn giờ, 0 lỗi \(PostgreSQL\)/u).waitFor();
    await lookWideAndNarrow('suc-khoe-nhac-viec');
    const [board] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: 'Mở bảng hàng đợi' }).click()]);
    await board
      .getByText(/\d+ Jobs/u)
      .first()
      .waitFor();
    const folder = process.env['SCREENSHOTS'];
    if (folder !== undefined) await board.screenshot({ path: `${folder}/hang-doi.png` });
    await board.close();
    await page.getByRole('link', { name: /^Đã gửi/u }).click();
    await admin.heading('Thư nhắc đã gửi').waitFor();
    expect(new URL(page.url()).searchParams.get('ketqua')).toBe('sent');
    expect(admin.errors).toEqual([]);
  }, 120_000);

  test('who has no channel is listed before a reminder fails for them, and the address is entered there', async () => {
    const { page } = admin;
    await admin.goTo('/chua-co-kenh-nhan');
    await page.getByText('Mọi người, mọi cơ quan có việc đều có kênh nhận').waitFor();
    await lookWideAndNarrow('kenh-nhan-du');
    const agencyId = 'ban-quan-ly-khu-kinh-te-moi';
    const founded = { id: agencyId, name: 'Ban Quản lý khu kinh tế mới', level: 'province', from: '2026-01-01', basis: 'Quyết định 5' };
    expect((await demo.office.request('POST', '/agencies', founded)).status).toBe(200);
    const task = demo.tasks.find(({ title }) => title.startsWith('Xây dựng nguồn nhân lực'))?.id ?? '';
    await demo.office.until(
      'the agency is known',
      async () => (await demo.office.act(task, 'name-coordinator', { agencyId })).status < 300,
    );
    await demo.office.until('its first reminder failed', async () => {
      const { agencies } = await demo.office.get<WithoutChannelView>('/without-channel');
      return agencies.some(({ agency, missed }) => agency.id === agencyId && missed > 0);
    });
    await admin.goTo('/suc-khoe-nhac-viec');
    await page.getByText('01 cơ quan chưa có kênh nhận nhắc việc').waitFor();
    await lookWideAndNarrow('suc-khoe-thieu-kenh');
    await page.getByRole('link', { name: 'Xem và bổ sung địa chỉ' }).click();
    await page.getByRole('link', { name: 'Ban Quản lý khu kinh tế mới' }).waitFor();
    await page.getByText('Chưa có người trong danh bạ; chưa có hộp thư công vụ').waitFor();
    await lookWideAndNarrow('kenh-nhan-thieu');
    await page.getByRole('button', { name: /^Nhập hộp thư/u }).click();
    await admin.fill('Hộp thư công vụ của cơ quan', 'van thu');
    await admin.form().getByRole('button', { name: 'Ghi địa chỉ' }).click();
    await admin.form().getByText('Địa chỉ thư không đúng dạng').waitFor();
    await look(admin, 'kenh-nhan-loi');
    await admin.fill('Hộp thư công vụ của cơ quan', 'van-thu@bql-moi.invalid');
    await admin.send('Ghi địa chỉ', 'Đã ghi địa chỉ; thông báo sau sẽ gửi đến địa chỉ này.');
    await page.getByText('Mọi người, mọi cơ quan có việc đều có kênh nhận').waitFor();
    expect(admin.errors).toEqual([]);
  }, 120_000);
});
