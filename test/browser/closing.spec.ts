import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { look, openDemonstration, picture, type Demonstration } from './demonstration.js';
import { telephone, type WebUser } from './web-user.js';

/** How the Office and an agency close a period together. */
describe('closing a period', () => {
  let demo: Demonstration;
  let address: string;

  beforeAll(async () => {
    demo = await openDemonstration();
  }, 180_000);

  afterAll(() => demo.close());

  const narrow = async (user: WebUser, name: string): Promise<void> => {
    const wide = user.page.viewportSize();
    await user.page.setViewportSize(telephone);
    await look(user, name, { fullPage: true });
    if (wide !== null) await user.page.setViewportSize(wide);
  };

  test('the Office takes the cut-off of a period, coming from its figures', async () => {
    const office = await demo.signIn('van-phong-ubnd-tinh');
    const { page } = office;
    await office.goTo('/so-lieu?tungay=2026-07-01&denngay=2026-09-30');
    await page.getByText('Số liệu chưa chốt').waitFor();
    await page.getByText('Thời gian xử lý tại từng cơ quan trong kỳ').click();
    await page.getByRole('cell', { name: 'Cộng' }).waitFor();
    await narrow(office, 'so-lieu-thoi-gian-360');
    await look(office, 'so-lieu-thoi-gian', { fullPage: true });
    await page.getByRole('link', { name: 'Chốt số liệu' }).first().click();
    await office.heading('Chốt số liệu').waitFor();
    await look(office, 'chot-cac-ky', { fullPage: true });
    await page.getByRole('button', { name: 'Chốt số liệu' }).click();
    await office.heading('Số liệu Quý III/2026').waitFor();
    await page.getByText('Số liệu chưa chốt').first().waitFor();
    address = new URL(page.url()).pathname;
    await look(office, 'chot-ky-van-phong', { fullPage: true });
    await narrow(office, 'chot-ky-van-phong-360');
    await page.getByRole('button', { name: 'Xác nhận số liệu' }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /đối chiếu đến hết ngày|cần số văn bản/u })
      .waitFor();
    expect(office.errors).toEqual([]);
    await office.close();
  });

  test('an agency finds it in its work list, objects to one line with a reason', async () => {
    const agency = await demo.signIn('so-noi-vu', telephone);
    const { page } = agency;
    await page.getByRole('link', { name: /Đối chiếu/u }).click();
    await agency.heading('Số liệu Quý III/2026').waitFor();
    await page.getByRole('checkbox').first().waitFor();
    await page.getByRole('checkbox').first().check();
    await page.getByLabel('Lý do').fill('Đã gửi văn bản kết quả trong quý');
    await look(agency, 'chot-ky-co-quan-360', { fullPage: true });
    await page.getByRole('button', { name: 'Gửi 1 đề nghị điều chỉnh' }).click();
    await page.getByText('Chờ Văn phòng trả lời').first().waitFor();
    expect(agency.errors).toEqual([]);
    await agency.close();
  });

  test('the Office answers, and withdraws the cut-off to take it again', async () => {
    const office = await demo.signIn('van-phong-ubnd-tinh');
    const { page } = office;
    await page.getByRole('link', { name: /^Trả lời/u }).click();
    await office.heading('Số liệu Quý III/2026').waitFor();
    await page.getByText('Đã gửi văn bản kết quả trong quý').waitFor();
    await page.getByLabel('Kết quả xem xét').selectOption('corrected');
    await page.getByLabel('Nội dung trả lời').fill('Đã ghi nhận văn bản, chốt lại số liệu');
    await look(office, 'chot-ky-tra-loi', { fullPage: true });
    await page.getByRole('button', { name: /^Trả lời Sở Nội vụ/u }).click();
    await page.getByText('Đã sửa tại nhiệm vụ, chốt lại số liệu:').waitFor();
    await page.evaluate('window.print = () => window.dispatchEvent(new Event("beforeprint"))');
    await page.getByRole('button', { name: 'In', exact: true }).click();
    await page.getByRole('table', { name: 'Mọi lượt giao trong kỳ' }).getByRole('row').nth(109).waitFor();
    await page.emulateMedia({ media: 'print' });
    const paper = page.viewportSize();
    await page.setViewportSize({ width: 661, height: 970 });
    const name = page.getByRole('rowheader', { name: 'Sở Nội vụ' }).first();
    expect((await name.boundingBox())?.width).toBeGreaterThan(180);
    await picture(office, 'chot-ky-in', { fullPage: true });
    await page.emulateMedia({ media: null });
    if (paper !== null) await page.setViewportSize(paper);
    await page.getByText('Thu hồi lần chốt này').click();
    await page.getByLabel('Lý do thu hồi').fill('Chốt lại theo đề nghị của Sở Nội vụ');
    await page.getByRole('button', { name: 'Thu hồi' }).click();
    await page.getByRole('button', { name: 'Chốt lại số liệu' }).click();
    await page.getByText('chốt lần 2').waitFor();
    await look(office, 'chot-ky-lan-2', { fullPage: true });
    expect(office.errors).toEqual([]);
    await office.close();
  });

  test('an agency confirms what was taken again', async () => {
    const agency = await demo.signIn('so-noi-vu');
    await agency.goTo(address);
    await agency.page.getByRole('button', { name: 'Xác nhận số liệu đúng' }).click();
    await agency.page.getByText('Cơ quan đã xác nhận số liệu đúng').waitFor();
    await look(agency, 'chot-ky-co-quan', { fullPage: true });
    await agency.close();
  });
});
