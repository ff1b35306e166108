import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { LeadPartId, PlanId, TaskId } from '#domain';
import { startQueueBackend, type QueueBackend } from '../../libs/reminders/src/testing/queue-backend.js';
import { ReminderWorld, type Sender } from '../../libs/reminders/src/testing/reminder-world.js';
import { openBrowser } from '../browser/web-user.js';

const L01 = 'L01' as LeadPartId;
const LONG =
  'Xây dựng, trình Ủy ban nhân dân tỉnh phê duyệt Đề án phát triển đô thị tăng trưởng xanh, ứng phó biến đổi khí hậu trên địa bàn tỉnh giai đoạn 2026 - 2030, định hướng đến năm 2045 & "tầm nhìn"';

interface Letter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Each kind of letter as the system writes it, looked at in a browser on a telephone and on a desk, by day and by night. */
describe('letters', () => {
  let queues: QueueBackend;
  let world: ReminderWorld;
  let worker: Sender;
  let browser: Browser;
  const letters = new Map<string, Letter>();

  const keep = (name: string): void => {
    const letter = world.channel.sent.at(-1);
    if (letter === undefined || [...letters.values()].some(({ html }) => html === letter.html)) throw new Error(`There is no ${name}`);
    letters.set(name, letter);
  };
  const at = async (instant: string): Promise<void> => {
    await world.at(instant);
    await world.round(worker);
    await world.round(worker);
  };
  const submit = async (task: TaskId): Promise<void> => {
    await world.order(task, { type: 'AcknowledgeAssignment', data: { part: L01, assignTo: null } }, 'so-noi-vu');
    const data = { part: L01, text: 'Đã xong', document: null, sentOn: null, files: [], despiteOpenAsks: null };
    await world.order(task, { type: 'SubmitCompletion', data }, 'so-noi-vu');
  };

  beforeAll(async () => {
    [queues, browser] = await Promise.all([startQueueBackend('postgres'), openBrowser()]);
    world = await ReminderWorld.open(queues);
    worker = await world.worker();
    await world.at('2026-11-02T08:00:00+07:00');
    world.member('so-noi-vu', 'Nguyễn Hoàng Thị Bích Phương Khánh Quỳnh');
    world.member('chu-tich', 'Chủ tịch');
    const tasks: TaskId[] = [];
    const planId = '01900000-0000-7000-8000-0000000000b1' as PlanId;
    for (let row = 1; row <= 60; row += 1)
      tasks.push(
        await world.enter({ leads: ['so-noi-vu'], approver: 'chu-tich', due: '2026-11-11', planId, title: `${LONG}, phần ${String(row)}` }),
      );
    await at('2026-11-02T09:00:00+07:00');
    keep('60 mới giao');
    await submit(tasks[0]!);
    const decision = {
      part: L01,
      submission: 1,
      kind: 'incomplete',
      reason: 'Thiếu phụ lục số 02 về kinh phí <b>',
      resubmitBy: null,
    } as const;
    await world.order(tasks[0]!, { type: 'ReturnCompletion', data: decision }, 'chu-tich');
    await at('2026-11-02T10:00:00+07:00');
    keep('yêu cầu hoàn thiện');
    await at('2026-11-10T07:31:00+07:00');
    keep('định kỳ');
    await at('2026-11-23T09:45:00+07:00');
    keep('sau gián đoạn');
    const indicatorId = '01900000-0000-7000-8000-0000000000c1';
    const row = { row: 1, ordinal: '1', name: 'Tỷ lệ đô thị hóa', unit: '%', source: null, findings: [] };
    const leads = { leads: ['so-xay-dung'], printedLeads: 'Sở Xây dựng', targets: [{ period: '2027', text: '≥35' }] };
    const entered = { indicatorId, planId: null, ...row, ...leads, effectiveAt: '2026-11-02T01:00:00.000Z' };
    await world.append(`indicator-${indicatorId}`, [{ type: 'IndicatorEntered', data: entered }]);
    world.member('so-xay-dung', 'Lý Văn A');
    await at('2026-12-18T08:00:00+07:00');
    const request = world.channel.sent.find(({ subject }) => subject.includes('chỉ tiêu'));
    letters.set('chỉ tiêu', request!);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await world.close();
    await queues.close();
  });

  const looked = async <Result>(
    letter: Letter,
    width: number,
    look: (page: Page) => Promise<Result>,
    scheme: 'light' | 'dark' = 'light',
  ): Promise<Result> => {
    const context = await browser.newContext({ viewport: { width, height: 740 }, colorScheme: scheme });
    try {
      const page = await context.newPage();
      await page.setContent(letter.html);
      return await look(page);
    } finally {
      await context.close();
    }
  };

  test('are of every kind', () => {
    expect([...letters.keys()]).toEqual(['60 mới giao', 'yêu cầu hoàn thiện', 'định kỳ', 'sau gián đoạn', 'chỉ tiêu']);
    expect(letters.get('sau gián đoạn')?.text).toContain('gửi chậm do hệ thống gián đoạn');
    expect(letters.get('yêu cầu hoàn thiện')?.html).toContain('&lt;b&gt;');
  });

  test('are small enough not to be cut off, with sixty lines too', () => {
    for (const [name, { html }] of letters) expect([name, Buffer.byteLength(html) < 100_000]).toEqual([name, true]);
    expect(letters.get('60 mới giao')?.html.match(/<li/gu)).toHaveLength(60);
  });

  test.each([360, 700])(
    'fit a window of %i pixels, by day and by night, with nothing that a reader’s aid would stumble over',
    async (width) => {
      const faults: string[] = [];
      for (const [name, letter] of letters) {
        // Looking is slow: every kind by day, and by night the two that hold everything that differs.
        for (const scheme of name.startsWith('60') || name.startsWith('yêu') ? (['light', 'dark'] as const) : (['light'] as const)) {
          await looked(
            letter,
            width,
            async (page) => {
              // A letter is shown inside a mail program's page: landmarks are that page's.
              const { violations } = await new AxeBuilder({ page }).disableRules(['region', 'landmark-one-main']).analyze();
              for (const { id, nodes } of violations) faults.push(`${name} ${scheme} ${id}: ${nodes[0]?.html.slice(0, 200) ?? ''}`);
              const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
              if (sideways > 0) faults.push(`${name}: ${String(sideways)} pixels too wide`);
              const folder = process.env['LETTERS_TO'];
              if (folder !== undefined)
                await writeFile(path.join(folder, `${name}-${String(width)}-${scheme}.png`), await page.screenshot());
            },
            scheme,
          );
        }
      }
      expect(faults).toEqual([]);
    },
  );

  test('on a telephone are set in letters of at least 13 pixels, with buttons that a finger meets', async () => {
    for (const letter of letters.values()) {
      const { smallest, lowest } = await looked(letter, 360, (page) =>
        page.evaluate<{ smallest: number; lowest: number }>(`(() => {
          const shown = [...document.querySelectorAll('body *')].filter((one) => one.offsetHeight > 0 && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''));
          const links = [...document.querySelectorAll('a')];
          return {
            smallest: Math.min(...shown.map((one) => parseFloat(getComputedStyle(one).fontSize))),
            lowest: Math.min(40, ...links.filter((one) => one.style.padding !== '').map((one) => one.getBoundingClientRect().height)),
          };
        })()`),
      );
      expect(smallest).toBeGreaterThanOrEqual(13);
      expect(lowest).toBeGreaterThanOrEqual(36);
    }
  });
});
