import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { look, openDemonstration, type Demonstration } from './demonstration.js';
import { telephone, type WebUser } from './web-user.js';

/** What the Office says of an indicator besides its figures. */
describe('an indicator that tasks move and documents overtake', () => {
  let demo: Demonstration;

  beforeAll(async () => {
    demo = await openDemonstration();
  }, 180_000);

  afterAll(() => demo.close());

  const lookAt = async (user: WebUser, name: string): Promise<void> => {
    await look(user, name);
    expect(user.errors).toEqual([]);
  };
  const rowAt = ({ page }: WebUser, at: number) => page.locator('.indicator-table tbody tr').nth(at);

  test('the Office links a task and takes it off, puts other targets after seeing what they change, and closes another', async () => {
    const office = await demo.signIn('van-phong-ubnd-tinh');
    const { page } = office;
    await office.goTo('/chi-tieu');
    await rowAt(office, 0).getByRole('button', { name: 'Nhiệm vụ tác động' }).press('Enter');
    await page.getByRole('button', { name: 'Gắn nhiệm vụ' }).click();
    await page.getByText('Chưa chọn nhiệm vụ.').waitFor();
    await page.getByRole('combobox', { name: 'Nhiệm vụ' }).fill('nguon nhan luc');
    await page.getByRole('option', { name: 'nguồn nhân lực', exact: false }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Gắn nhiệm vụ' }).click();
    await page.getByRole('button', { name: 'Bỏ gắn', exact: false }).waitFor();
    await lookAt(office, 'chi-tieu-nhiem-vu');
    await page.keyboard.press('Escape');
    await rowAt(office, 0).getByRole('link', { name: 'nguồn nhân lực', exact: false }).waitFor();
    await rowAt(office, 0).getByRole('button', { name: 'Nhiệm vụ tác động' }).click();
    await page.getByRole('button', { name: 'Bỏ gắn', exact: false }).click();
    await page.getByText('Chưa gắn nhiệm vụ nào.').waitFor();
    await page.keyboard.press('Escape');

    await rowAt(office, 0).getByRole('button', { name: 'Thay mục tiêu' }).click();
    await page.getByRole('button', { name: 'Xem thay đổi' }).click();
    await page.getByText('Mục tiêu chưa có gì thay đổi.').waitFor();
    await page.getByLabel('Mục tiêu đến năm 2030').fill('77');
    await page.getByLabel('Lý do thay mục tiêu').fill('Nghị quyết đại hội');
    await page.getByLabel('Số, ký hiệu văn bản').fill('05/NQ-HĐND');
    await page.getByRole('button', { name: 'Xem thay đổi' }).click();
    await page.getByText(/Đến năm 2030: mục tiêu .* → 77; đánh giá/u).waitFor();
    await page.getByText(/Đến năm 2025: giữ nguyên/u).waitFor();
    await lookAt(office, 'chi-tieu-thay-muc-tieu');
    await page.getByRole('button', { name: 'Thay mục tiêu', exact: true }).click();
    await rowAt(office, 0).getByText('thay theo Nghị quyết đại hội', { exact: false }).waitFor();
    await lookAt(office, 'chi-tieu');
  }, 120_000);

  test('on a telephone an indicator is closed with its legal basis; others may not', async () => {
    const office = await demo.signIn('van-phong-ubnd-tinh', telephone);
    const { page } = office;
    await office.goTo('/chi-tieu');
    await rowAt(office, 1).getByRole('button', { name: 'Kết thúc theo dõi' }).click();
    await page.getByLabel('Căn cứ pháp lý').fill('Luật 72/2025/QH15');
    await page.getByRole('button', { name: 'Xem thay đổi' }).click();
    await page.getByText('Chưa có nội dung.').waitFor();
    await page.getByLabel('Số, ký hiệu văn bản').fill('72/2025/QH15');
    await page.getByRole('button', { name: 'Xem thay đổi' }).click();
    await page.getByText('không còn được đánh giá', { exact: false }).first().waitFor();
    await lookAt(office, 'chi-tieu-ket-thuc-360');
    await page.getByRole('button', { name: 'Kết thúc theo dõi', exact: true }).click();
    await rowAt(office, 1).getByText('Kết thúc theo dõi: Luật 72/2025/QH15').waitFor();
    expect(await rowAt(office, 1).getByRole('button', { name: 'Thay mục tiêu' }).count()).toBe(0);
    await lookAt(office, 'chi-tieu-360');

    const agency = await demo.signIn('so-noi-vu', telephone);
    await agency.goTo('/chi-tieu');
    await rowAt(agency, 0).waitFor();
    expect(await agency.page.getByRole('button', { name: 'Thay mục tiêu' }).count()).toBe(0);
  }, 120_000);
});
