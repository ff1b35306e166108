import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TaskListItem } from '#contracts';
import type { Client } from '../support/client.js';
import { openDemonstration, type Demonstration } from './demonstration.js';
import type { WebUser } from './web-user.js';

/** The main job with nothing but the web app: each step is somebody at their own browser. */
describe('the main job in the web app', () => {
  let demo: Demonstration;
  let office: Client;
  let users: WebUser[];
  let rowFifteen: TaskListItem;
  let rowTwo: TaskListItem;

  const signIn = async (username: string): Promise<WebUser> => {
    const user = await demo.signIn(username);
    users.push(user);
    return user;
  };
  const rowOf = async (row: number): Promise<TaskListItem> => {
    // The interface counts rows from 0, people from 1.
    const found = (await office.tasks()).find((task) => task.row === row - 1);
    if (found === undefined) throw new Error(`No row ${String(row)}`);
    return found;
  };

  beforeAll(async () => {
    users = [];
    demo = await openDemonstration();
    office = demo.office;
    rowFifteen = await rowOf(15);
    rowTwo = await rowOf(2);
  }, 180_000);

  afterAll(() => demo.close());

  test('the lead acknowledges and assigns internally, reports, and asks Sở Tài chính for an opinion', async () => {
    const lead = await signIn('so-noi-vu');
    expect(await lead.violations()).toEqual([]);
    const title = rowFifteen.title.slice(0, 40);
    await lead.page.getByRole('listitem').filter({ hasText: title }).getByRole('link', { name: 'Tiếp nhận và phân công' }).click();
    await lead.form().waitFor();
    expect(await lead.violations()).toEqual([]);
    await lead.fill('Phòng, đơn vị thực hiện', 'Phòng Xây dựng chính quyền');
    await lead.fill('Hạn nội bộ', '04/12/2026');
    await lead.fill('Ý kiến chỉ đạo', 'Xây dựng dự thảo, báo cáo lãnh đạo Sở trước khi trình.');
    await lead.send('Tiếp nhận', 'Đã tiếp nhận nhiệm vụ.');
    await lead.page.getByText('Phòng Xây dựng chính quyền').first().waitFor();
    expect(await lead.page.locator('main').innerText()).toContain('hạn nội bộ 04/12/2026');

    await lead.chooseAct('Báo cáo tiến độ');
    await lead.fill('Kết quả đã làm được', 'Đã dự thảo đề án và gửi lấy ý kiến các phòng chuyên môn.');
    await lead.fill('Ước khối lượng hoàn thành', '60');
    await lead.form().getByLabel('Đúng tiến độ').check();
    await lead.send('Gửi báo cáo', 'Đã gửi báo cáo tiến độ.');

    await lead.chooseAct('Xin ý kiến phối hợp');
    await lead.form().getByLabel('Cơ quan được xin ý kiến').first().fill('Tài chính');
    await lead.page.getByRole('option', { name: 'Sở Tài chính', exact: true }).click();
    await lead.fill('Nội dung cần tham gia ý kiến', 'Đề nghị cho ý kiến về kinh phí thực hiện đề án.');
    await lead.fill('Đề nghị trả lời trước hết ngày', '30/11/2026');
    expect(await lead.violations()).toEqual([]);
    await lead.send('Gửi xin ý kiến', 'Đã gửi xin ý kiến phối hợp.');
  });

  test('the coordinating agency acknowledges what it is asked, and answers', async () => {
    const coordinator = await signIn('so-tai-chinh');
    const row = coordinator.page.getByRole('listitem').filter({ hasText: 'Đề nghị cho ý kiến về kinh phí thực hiện đề án.' });
    await row
      .getByRole('link', { name: rowFifteen.title.slice(0, 30) })
      .first()
      .click();
    await coordinator.page.waitForURL('**/nhiem-vu/**');
    await coordinator.heading(rowFifteen.title).waitFor();
    await coordinator.chooseAct('Tiếp nhận đề nghị phối hợp');
    await coordinator.send('Tiếp nhận', 'Đã tiếp nhận đề nghị phối hợp.');
    await coordinator.chooseAct('Tham gia ý kiến');
    await coordinator.fill('Nội dung tham gia ý kiến', 'Thống nhất; kinh phí bố trí trong dự toán chi thường xuyên.');
    await coordinator.send('Gửi ý kiến', 'Đã gửi ý kiến tham gia.');
    await coordinator.page.getByText('Đã tham gia ý kiến').waitFor();
  });

  test('the lead submits, the approver returns once, the lead submits again, the approver approves', async () => {
    const lead = await signIn('so-noi-vu');
    await lead.goTo(`/nhiem-vu/${rowFifteen.id}`);
    await lead.page.getByText('Thống nhất; kinh phí bố trí trong dự toán').waitFor();
    await lead.chooseAct('Trình hoàn thành');
    await lead.fill('Kết quả thực hiện', 'Đã hoàn thành đề án, gửi kèm tờ trình.');
    await lead.fill('Số, ký hiệu văn bản báo cáo kết quả', '1245/TTr-SNV');
    await lead.fill('Ngày văn bản', '23/11/2026');
    await lead.fill('Người ký', 'Giám đốc Sở');
    await lead
      .form()
      .locator('input[type=file]')
      .setInputFiles({ name: 'to-trinh.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n') });
    await lead.form().getByRole('listitem').filter({ hasText: 'to-trinh.pdf' }).waitFor();
    await lead.send('Trình', 'Đã trình hoàn thành, chờ phê duyệt.');

    const approver = await signIn('chu-tich-ubnd-tinh');
    const waiting = approver.page.getByRole('listitem').filter({ hasText: 'Xem xét kết quả do Sở Nội vụ trình' });
    await waiting.getByRole('link', { name: 'Phê duyệt' }).click();
    await approver.form().getByRole('button', { name: 'Đóng', exact: true }).click();
    await approver.page.getByText('1245/TTr-SNV').waitFor();
    await approver.chooseAct('Yêu cầu bổ sung, hoàn thiện');
    await approver.form().getByLabel('Chưa đầy đủ, bổ sung thêm').check();
    await approver.fill('Nội dung cần bổ sung', 'Bổ sung phương án kinh phí theo ý kiến Sở Tài chính.');
    await approver.send('Gửi yêu cầu', 'Đã gửi yêu cầu bổ sung, hoàn thiện.');

    await lead.goTo('/viec-can-xu-ly');
    const returned = lead.page.getByRole('listitem').filter({ hasText: 'Bổ sung phương án kinh phí' });
    await returned.getByRole('link', { name: 'Trình hoàn thành' }).click();
    await lead.fill('Kết quả thực hiện', 'Đã bổ sung phương án kinh phí.');
    await lead.fill('Số, ký hiệu văn bản báo cáo kết quả', '1260/TTr-SNV');
    await lead.send('Trình', 'Đã trình hoàn thành, chờ phê duyệt.');

    await approver.page.getByText('1260/TTr-SNV').waitFor();
    await approver.chooseAct('Phê duyệt');
    await approver.fill('Ý kiến', 'Đồng ý.');
    await approver.send('Phê duyệt', 'Đã phê duyệt.');
    expect(await approver.violations()).toEqual([]);
  });

  test('one of eleven districts acknowledges, and the other ten stay as they were', async () => {
    const district = await signIn('ubnd-huyen-loc-binh');
    await district.goTo(`/nhiem-vu/${rowTwo.id}`);
    await district.chooseAct('Tiếp nhận và phân công');
    await district.send('Tiếp nhận', 'Đã tiếp nhận nhiệm vụ.');
    const parts = district.page.locator('[data-part]');
    await district.page.locator('[data-part] .mark', { hasText: 'Đã tiếp nhận' }).waitFor();
    expect(await parts.count()).toBe(11);
    expect(await district.page.locator('[data-part] > summary', { hasText: 'Chờ tiếp nhận' }).count()).toBe(10);
    expect(await district.page.locator('[data-part] > summary', { hasText: 'Đã tiếp nhận' }).innerText()).toContain('Lộc Bình');
  });

  test('the Office sees the verdict as it really was, the timeline, and each mail that was sent', async () => {
    const office = await signIn('van-phong-ubnd-tinh');
    await office.goTo(`/nhiem-vu/${rowFifteen.id}`);
    await office.heading(rowFifteen.title).waitFor();
    const summary = await office.page.locator('[data-part] > summary').innerText();
    expect(summary).toContain('Hoàn thành');
    expect(summary.toLowerCase()).toContain('hoàn thành quá hạn · 31/12/2025');
    await office.page.getByText('gửi ngày 23/11/2026 (quá hạn so với hạn 31/12/2025)').first().waitFor();

    await office.page.getByRole('tab', { name: 'Diễn biến' }).click();
    await office.page.locator('.timeline li').first().waitFor();
    const timeline = await office.page.locator('.timeline').innerText();
    for (const expected of ['tiếp nhận', 'báo cáo tiến độ', 'Sở Tài chính', 'trình', 'bổ sung', 'phê duyệt']) {
      expect(timeline.toLowerCase()).toContain(expected.toLowerCase());
    }
    expect(await office.violations()).toEqual([]);

    await office.goTo('/hop-thu-chay-thu');
    for (const recipient of ['so-noi-vu', 'so-tai-chinh']) {
      await office.page.locator('.mail-list li').filter({ hasText: recipient }).first().waitFor({ timeout: 30_000 });
    }
    // Nothing goes to the chairman by itself: his line waits in the work list, and with the follow-up officer.
    expect(await office.page.locator('.mail-list li').filter({ hasText: 'chu-tich-ubnd-tinh' }).count()).toBe(0);
    await office.page.locator('.mail-list li').filter({ hasText: 'so-tai-chinh' }).first().getByRole('link').click();
    await office.page.getByRole('article', { name: 'Nội dung thư' }).waitFor();
    expect(await office.violations()).toEqual([]);
  });

  test('no step left an error in anybody’s console', () => {
    expect(users.flatMap((user) => user.errors)).toEqual([]);
  });
});
