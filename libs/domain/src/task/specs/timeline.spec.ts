import { describe, expect, test } from '@jest/globals';
import type { AgencyId, PersonId } from '../../shared/ids.js';
import { rejectionSentence, rejectionSentences, type TaskRejectionCode } from '../task.rejections.js';
import { timelineDetail, timelineSentence } from '../timeline/timeline-sentence.js';
import {
  acknowledge,
  approve,
  ask,
  correctSentDate,
  giveBack,
  grant,
  report,
  requestExtension,
  submit,
  suspend,
} from '../testing/steps.js';
import { act, enter, given, office, part, when, type Story } from '../testing/scenario.js';

const agencies: Readonly<Record<string, string>> = {
  'so-noi-vu': 'Sở Nội vụ',
  'so-tai-chinh': 'Sở Tài chính',
  'ubnd-tinh': 'UBND tỉnh',
  'chu-tich-ubnd-tinh': 'Chủ tịch UBND tỉnh',
  'van-phong-ubnd-tinh': 'Văn phòng UBND tỉnh',
};
const names = {
  agency: (id: AgencyId) => agencies[id] ?? id,
  person: (_id: PersonId) => 'Lê Văn An',
  holder: () => 'so-noi-vu' as AgencyId,
};

const told = (story: Story): readonly string[] =>
  story.log.map(({ event, recorded }) => timelineSentence(event, names, recorded.onBehalfOf));

describe('the timeline tells what happened in Vietnamese sentences', () => {
  test('from the entry to the approval', () => {
    const story = given(
      enter(),
      acknowledge(),
      report(),
      ask(),
      submit({ despite: 'Đã quá hạn trả lời', on: '2026-11-23' }),
      giveBack(1, { kind: 'not-acceptable', on: '2026-11-25', resubmitBy: '2026-12-02' }),
      submit({ despite: 'Đã quá hạn trả lời', on: '2026-12-01' }),
      approve(2, { on: '2026-12-03' }),
    );
    expect(told(story)).toEqual([
      'Đưa vào theo dõi nhiệm vụ do UBND tỉnh giao, thời hạn ghi trong văn bản: “Năm 2026”.',
      'Giao Sở Nội vụ chủ trì thực hiện, thời hạn 31/12/2026.',
      'Chỉ định cấp có thẩm quyền phê duyệt đối với Sở Nội vụ: Chủ tịch UBND tỉnh.',
      'Giao Sở Tài chính phối hợp thực hiện.',
      'Sở Nội vụ tiếp nhận nhiệm vụ.',
      'Sở Nội vụ báo cáo tiến độ, đạt khoảng 40%, đúng tiến độ.',
      'Sở Nội vụ đề nghị Sở Tài chính phối hợp, trả lời chậm nhất ngày 20/11/2026.',
      'Sở Nội vụ trình kết quả (văn bản số 112/BC-SNV), gửi ngày 23/11/2026; còn 01 yêu cầu phối hợp chưa trả lời: Đã quá hạn trả lời.',
      'Chủ tịch UBND tỉnh yêu cầu bổ sung, hoàn thiện (không đạt yêu cầu): Thiếu phụ lục kinh phí; trình lại chậm nhất ngày 02/12/2026.',
      'Sở Nội vụ trình kết quả lần 2 (văn bản số 112/BC-SNV), gửi ngày 01/12/2026; còn 01 yêu cầu phối hợp chưa trả lời: Đã quá hạn trả lời.',
      'Chủ tịch UBND tỉnh phê duyệt kết quả đối với Sở Nội vụ (đúng hạn).',
    ]);
  });

  test('acts of the Office and of the assigning side', () => {
    const story = given(
      enter(),
      acknowledge(),
      requestExtension('2027-01-31'),
      grant(1, '2027-01-31'),
      submit({ sentOn: '2026-12-25', on: '2027-01-03' }),
      correctSentDate(1, '2026-12-24', { on: '2027-01-04' }),
      suspend({ on: '2027-01-05' }),
    );
    expect(told(story).slice(5)).toEqual([
      'Sở Nội vụ đề nghị gia hạn đến ngày 31/01/2027: Chờ ý kiến của Bộ.',
      'Gia hạn lần 1 đối với Sở Nội vụ đến ngày 31/01/2027.',
      'Sở Nội vụ trình kết quả (văn bản số 112/BC-SNV), gửi ngày 25/12/2026, ngày gửi chờ Văn phòng xác nhận.',
      'Văn phòng UBND tỉnh điều chỉnh ngày gửi kết quả đối với Sở Nội vụ thành ngày 24/12/2026 (đúng hạn): Theo dấu đến của văn thư.',
      'Tạm dừng thực hiện đối với Sở Nội vụ, căn cứ Thông báo số 45/TB-VP.',
    ]);
  });

  test('a nomination names the officer; the instruction stands under the sentence', () => {
    const assignment = { unit: 'Phòng Tổ chức', officer: 'an@so-noi-vu' as PersonId, internalDeadline: null, instruction: 'Khẩn trương' };
    const { events } = when(given(enter(), acknowledge()), act('AssignInternally', { part: part('L01'), ...assignment }));
    expect(events.map((event) => [timelineSentence(event, names), timelineDetail(event)])).toEqual([
      ['Sở Nội vụ phân công thực hiện: Phòng Tổ chức, đồng chí Lê Văn An.', 'Khẩn trương'],
    ]);
  });

  test('who the part belongs to may be unknown', () => {
    const { events } = when(given(enter()), acknowledge());
    expect(events.map((event) => timelineSentence(event, { agency: names.agency, person: names.person }, office))).toEqual([
      'Sở Nội vụ tiếp nhận nhiệm vụ.',
    ]);
  });
});

describe('every rejection has a sentence that says what stands in the way', () => {
  test.each(Object.keys(rejectionSentences))('%s', (code) => {
    const sentence = rejectionSentence({ code: code as TaskRejectionCode, details: {} });
    expect(sentence).toMatch(/^\p{Lu}.+\.$/u);
    expect(sentence).not.toMatch(/undefined|null|!|\bbạn\b/u);
  });

  test('dates and numbers are written as people read them', () => {
    expect(rejectionSentence({ code: 'TASK.DUE_BEFORE_ISSUE', details: { due: '2026-10-30', issue: '2026-11-02' } })).toContain(
      '30/10/2026',
    );
    expect(rejectionSentence({ code: 'TASK.OPEN_ASKS', details: { open: 3 } })).toContain('Còn 03 yêu cầu');
  });
});
