import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fillInCells } from '#testing';
import { openDemonstration, type Demonstration } from './demonstration.js';
import { telephone, type WebUser } from './web-user.js';

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A plan's review table out of the browser, through Excel's hands, and back. */
describe('the review table', () => {
  let demo: Demonstration;
  let planId: string;

  beforeAll(async () => {
    demo = await openDemonstration();
    planId = demo.tasks[0]?.planId ?? '';
  }, 180_000);

  afterAll(() => demo.close());

  const download = async ({ page }: WebUser): Promise<Buffer> => {
    const [given] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải biểu rà soát (.xlsx)' }).click(),
    ]);
    return readFile(await given.path());
  };
  const send = ({ page }: WebUser, buffer: Buffer, name = 'bieu.xlsx'): Promise<void> =>
    page.getByLabel('Chọn biểu đã điền').setInputFiles({ name, mimeType: excel, buffer });

  test('is filled in, looked at and recorded; sent again it records nothing more', async () => {
    const user = await demo.signIn('so-noi-vu');
    await user.goTo(`/ke-hoach/${planId}`);
    await user.page.getByRole('link', { name: 'Biểu rà soát' }).click();
    await user.heading('Biểu rà soát').waitFor();
    const filled = await fillInCells(await download(user), {
      H5: 'Đã trình đề án',
      K5: 'Chưa bố trí kinh phí',
      G6: 'Đã hoàn thành',
      I6: '15/BC-SNV',
      J6: '31/02/2026',
    });
    await send(user, filled);
    await user.page.getByText('1 dòng sẽ ghi; 1 dòng không ghi được.').waitFor();
    await user.page.getByText('Ô J6: "31/02/2026" không phải một ngày', { exact: false }).waitFor();
    expect(await user.violations()).toEqual([]);

    await user.page.getByRole('button', { name: 'Ghi 1 dòng' }).click();
    await user.page.getByText('1 dòng đã ghi; 1 dòng không ghi được.').waitFor();
    await send(user, filled);
    await user.page.getByText('1 dòng đã có từ trước; 1 dòng không ghi được.').waitFor();
    await user.page.getByRole('link', { name: 'Sắp xếp, điều chỉnh mở rộng địa giới' }).click();
    await user.heading(/^Sắp xếp, điều chỉnh mở rộng địa giới/).waitFor();
    await user.page.getByText('Chưa bố trí kinh phí').first().waitFor();
    expect(user.errors).toEqual([]);
  });

  test('says on a telephone what is no review table', async () => {
    const user = await demo.signIn('so-noi-vu', telephone);
    await user.goTo(`/ke-hoach/${planId}/bieu-ra-soat`);
    await send(user, await fillInCells(await download(user), { A4: 'Mã', G5: 'Đã tiếp nhận' }));
    await user.page.getByRole('alert').filter({ hasText: 'không phải biểu rà soát' }).waitFor();
    await send(user, await fillInCells(await download(user), { G5: 'Xong rồi', G6: 'Đã tiếp nhận' }));
    await user.page.getByText('Ô G5: "Xong rồi" không có trong danh sách', { exact: false }).waitFor();
    expect(await user.violations()).toEqual([]);
    expect(await user.sidewaysScroll()).toBe(0);
    expect(user.errors).toEqual([]);
  });
});
