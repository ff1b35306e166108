import { describe, expect, test } from '@jest/globals';
import { groupMessage, type TaskToTell } from './group-message.js';

const part = (name: string, more: Partial<TaskToTell['parts'][number]>): TaskToTell['parts'][number] => ({
  agency: { id: name, name },
  work: 'in-progress',
  deadline: { text: '30/11/2026', kind: 'date', due: '2026-11-30', status: 'in-time', workingDaysLeft: 3 },
  ...more,
});

describe('A reminder for a group', () => {
  test('names the open parts with their due dates, and nobody who is done', () => {
    const task: TaskToTell = {
      title: ' Rà soát quy hoạch ',
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

  test('there is none where nothing is open', () => {
    expect(groupMessage({ title: 'Xong', ordinal: null, parts: [part('Sở Y tế', { work: 'superseded' })] }, 'https://x')).toBeNull();
  });
});
