import { describe, expect, test } from '@jest/globals';
import { agenciesToTell, groupListMessage, groupMessage, type PartToTell, type TaskToTell } from './group-message.js';

const part = (name: string, more: Partial<TaskToTell['parts'][number]>): TaskToTell['parts'][number] => ({
  agency: { id: name, name },
  work: 'in-progress',
  unreviewed: false,
  deadline: { text: '30/11/2026', kind: 'date', due: '2026-11-30', status: 'in-time', workingDaysLeft: 3 },
  ...more,
});

describe('A reminder for a group', () => {
  test('names the open parts with their due dates, and nobody who is done', () => {
    const task: TaskToTell = {
      title: ' Rà soát\n quy hoạch ',
      ordinal: '4',
      parts: [
        part('Sở Xây dựng', {}),
        part('Sở Nội vụ', { work: 'completed' }),
        part('Sở Tài chính', {
          work: 'awaiting',
          deadline: { text: '20/11/2026', kind: 'date', due: '2026-11-20', status: 'overdue', workingDaysLeft: -5 },
        }),
        part('Sở Y tế', { deadline: { text: '27/11/2026', kind: 'date', due: '2026-11-27', status: 'due-soon', workingDaysLeft: 0 } }),
        part('Công an tỉnh', { deadline: { text: 'Thường xuyên', kind: 'none', due: null, status: 'no-deadline', workingDaysLeft: null } }),
      ],
    };
    expect(groupMessage(task, 'https://dondoc.example/nhiem-vu/1')).toBe(
      [
        'NHẮC VIỆC: Nhiệm vụ số 4: Rà soát quy hoạch',
        '- Sở Xây dựng: hạn 30/11/2026, còn 03 ngày làm việc (đang thực hiện)',
        '- Sở Tài chính: hạn 20/11/2026, quá hạn 05 ngày làm việc (chờ tiếp nhận)',
        '- Sở Y tế: hạn 27/11/2026, đến hạn hôm nay (đang thực hiện)',
        '- Công an tỉnh: thời hạn: Thường xuyên (đang thực hiện)',
        'Đề nghị các cơ quan cập nhật tiến độ trên hệ thống: https://dondoc.example/nhiem-vu/1',
      ].join('\n'),
    );
  });

  test('says of a part that nobody reviewed yet that it waits for that, and not by how much it is overdue', () => {
    const deadline = { text: '31/01/2024', kind: 'date', due: '2024-01-31', status: 'overdue', workingDaysLeft: -726 } as const;
    const task: TaskToTell = {
      title: 'Lập đề án',
      ordinal: null,
      parts: [part('Sở Y tế', { work: 'awaiting', unreviewed: true, deadline })],
    };
    expect(groupMessage(task, 'https://x')).toContain('\n- Sở Y tế: hạn 31/01/2024 (đang chờ rà soát hiện trạng)\n');
  });

  test('there is none where nothing is open', () => {
    expect(groupMessage({ title: 'Xong', ordinal: null, parts: [part('Sở Y tế', { work: 'superseded' })] }, 'https://x')).toBeNull();
  });
});

describe('A reminder of a list for a group', () => {
  const overdue = { text: '20/11/2026', kind: 'date', due: '2026-11-20', status: 'overdue', workingDaysLeft: -5 } as const;
  const of = (agency: string, task: Partial<PartToTell['task']>, more: Partial<TaskToTell['parts'][number]> = {}): PartToTell => ({
    ...part(agency, more),
    task: { id: '1', title: 'Rà soát quy hoạch', ordinal: '4', planId: 'p', ...task },
  });
  const numbers: Readonly<Record<string, string>> = { p: '129/KH-UBND', q: '12/KL-UBND' };
  const documentOf = (id: string): string | null => numbers[id] ?? null;

  test('stands by agency, each line in the words of the task’s own message; what is done is left out', () => {
    const parts = [
      of('Sở Xây dựng', {}),
      of('Sở Nội vụ', {}, { work: 'awaiting', deadline: overdue }),
      of('Sở Xây dựng', { id: '2', ordinal: null, title: 'Lập đề án' }),
      of('Sở Y tế', {}, { work: 'completed' }),
    ];
    expect(groupListMessage(parts, documentOf, 'https://dondoc.example/nhiem-vu?thoihan=overdue')).toBe(
      [
        'NHẮC VIỆC: 02 nhiệm vụ, 03 lượt giao theo 129/KH-UBND',
        '',
        'Sở Xây dựng (02)',
        '- Nhiệm vụ số 4: Rà soát quy hoạch; hạn 30/11/2026, còn 03 ngày làm việc (đang thực hiện)',
        '- Nhiệm vụ: Lập đề án; hạn 30/11/2026, còn 03 ngày làm việc (đang thực hiện)',
        '',
        'Sở Nội vụ (01)',
        '- Nhiệm vụ số 4: Rà soát quy hoạch; hạn 20/11/2026, quá hạn 05 ngày làm việc (chờ tiếp nhận)',
        '',
        'Đề nghị các cơ quan cập nhật tiến độ trên hệ thống: https://dondoc.example/nhiem-vu?thoihan=overdue',
      ].join('\n'),
    );
    expect(agenciesToTell(parts).map(({ name, parts: own }) => [name, own.length])).toEqual([
      ['Sở Xây dựng', 2],
      ['Sở Nội vụ', 1],
    ]);
  });

  test('names the document on each line where there are several, and cuts a long title on a word', () => {
    const title = `${'Xây dựng cơ chế, chính sách '.repeat(10)}hết`;
    const text = groupListMessage([of('Sở Y tế', { title }), of('Sở Y tế', { id: '2', planId: 'q' })], documentOf, 'https://x') ?? '';
    expect(text).toContain('NHẮC VIỆC: 02 nhiệm vụ theo 129/KH-UBND, 12/KL-UBND');
    expect(text).toContain('- Nhiệm vụ số 4: Rà soát quy hoạch (12/KL-UBND); hạn');
    const line = text.split('\n').find((one) => one.includes('…')) ?? '';
    expect(line).toMatch(/\p{L}… \(129\/KH-UBND\); hạn/u);
    expect(line.length).toBeLessThan(200);
  });

  test('there is none where nothing is open, and no document where none is known', () => {
    expect(groupListMessage([of('Sở Y tế', {}, { work: 'completed' })], documentOf, 'https://x')).toBeNull();
    expect(groupListMessage([of('Sở Y tế', { planId: null })], documentOf, 'https://x')).toMatch(/^NHẮC VIỆC: 01 nhiệm vụ\n/u);
  });
});
