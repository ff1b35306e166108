import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDemonstration, type Demonstration } from './demonstration.js';
import { desktop, telephone, type WebUser } from './web-user.js';

const shipped = path.resolve(import.meta.dirname, '../../samples/lang-son-2025-sap-xep.json');

describe('agencies over time and indicators, on their pages', () => {
  let demo: Demonstration;
  let office: WebUser;

  beforeAll(async () => {
    demo = await openDemonstration({});
    office = await demo.signIn('van-phong-ubnd-tinh');
  }, 180_000);
  afterAll(() => demo.close());

  const violations = async (user: WebUser): Promise<string[]> => {
    const found = [...(await user.violations())];
    await user.page.setViewportSize(telephone);
    found.push(...(await user.violations(['color-contrast'])));
    if ((await user.sidewaysScroll()) > 0) found.push('scrolls sideways at 360 px');
    await user.page.setViewportSize(desktop);
    return found;
  };

  test('a measurement in its own shape, confirmed by the Office, put right with what moves', async () => {
    const lead = await demo.signIn('so-xay-dung');
    await lead.goTo('/chi-tieu');
    await lead.page.getByRole('button', { name: /Báo cáo số liệu ?: Tỷ lệ đất xây dựng đô thị/u }).click();
    const form = lead.page.getByRole('form', { name: 'Báo cáo số liệu chỉ tiêu' });
    await form.getByRole('textbox', { name: /^Số liệu(?! tại)/u }).fill('1,2 - 1,4');
    await form.getByRole('radio', { name: 'Đến năm 2025' }).check();
    expect(await violations(lead)).toEqual([]);
    await form.getByRole('button', { name: 'Ghi nhận' }).click();
    const row = lead.page.getByRole('row', { name: /Tỷ lệ đất xây dựng đô thị/u });
    await row.getByText('Chậm so với mục tiêu').first().waitFor();
    await lead.close();

    await office.goTo('/chi-tieu');
    const own = office.page.getByRole('row', { name: /Tỷ lệ đất xây dựng đô thị/u });
    await own.getByText('1 số liệu đã báo cáo').click();
    await own.getByRole('button', { name: /^Xác nhận/u }).click();
    await own.getByText('Văn phòng xác nhận').waitFor();
    await own.getByRole('button', { name: /^Đính chính/u }).click();
    const correction = office.page.getByRole('form', { name: 'Đính chính số liệu chỉ tiêu' });
    await correction.getByRole('textbox', { name: /^Số liệu(?! tại)/u }).fill('1,6 - 1,8');
    await correction.getByLabel('Lý do đính chính').fill('Cộng nhầm');
    await correction.getByRole('button', { name: 'Ghi nhận' }).click();
    await own.getByText('Đạt', { exact: true }).first().waitFor();
    await own.getByText('Năm 2025, đánh giá: chậm → đạt').waitFor();
    expect(await violations(office)).toEqual([]);
  }, 120_000);

  test('the reorganisation of 2025: seen, recorded, reviewed, confirmed; what several succeed to stays for a person', async () => {
    await office.page.getByRole('link', { name: 'Sắp xếp tổ chức' }).click();
    await office.heading('Sắp xếp tổ chức').waitFor();
    await office.page.locator('input[type=file]').setInputFiles(shipped);
    await office.page.getByText('dòng đang do cơ quan kết thúc nắm giữ').waitFor();
    expect(await violations(office)).toEqual([]);
    await office.page.getByRole('button', { name: 'Ghi nhận đợt sắp xếp' }).click();
    await office.heading(/Sắp xếp sở, ngành và bỏ cấp huyện/u).waitFor();
    await office.page.getByText('UBND huyện Bắc Sơn').first().waitFor();
    expect(await violations(office)).toEqual([]);
    await office.page.getByRole('button', { name: /^Xác nhận và chuyển \d+ dòng/u }).click();
    await office.page.getByText(/^Đã chuyển \d+\/\d+ dòng\.$/u).waitFor();
    await office.page.getByText('UBND huyện Bắc Sơn').first().waitFor();
    expect(await office.page.getByText('Cơ quan kế thừa mọi dòng của Sở Tài chính').count()).toBe(0);
  }, 120_000);

  test('the directory tells names and ends, of any day; an agency is renamed from a day on', async () => {
    await office.page.getByRole('link', { name: 'Cơ quan', exact: true }).click();
    await office.heading('Cơ quan').waitFor();
    await office.page
      .getByText(/Kết thúc từ 01\/03\/2025/u)
      .first()
      .waitFor();
    await office.page.getByRole('button', { name: /^Thay đổi ?: Sở Y tế$/u }).click();
    const form = office.page.getByRole('form', { name: 'Thay đổi cơ quan' });
    await form.getByRole('textbox', { name: 'Tên mới', exact: true }).fill('Sở Y tế tỉnh');
    await form.getByLabel('Mang tên mới từ ngày').fill('2026-01-01');
    await form.getByLabel('Căn cứ pháp lý').fill('Quyết định số 1');
    expect(await violations(office)).toEqual([]);
    await form.getByRole('button', { name: 'Ghi nhận' }).click();
    await office.page.getByText('Trước đây: Sở Y tế').waitFor();
    await office.page.getByLabel('Danh mục tại ngày').fill('2025-02-28');
    await office.page.getByText('Trước đây: Sở Y tế').waitFor({ state: 'detached' });
    expect(office.errors).toEqual([]);
  }, 120_000);
});
