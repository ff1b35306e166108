import { describe, expect, test } from '@jest/globals';
import type { DocumentProposal } from '#contracts';
import { proposalNote, proposedValues } from './document-proposal.js';
import { filledIn } from './form-draft.js';

const nothing: DocumentProposal = { number: null, date: null, signer: null, form: null, signedAt: null, signatures: [] };
const at = '2026-01-05T03:05:00.000Z';
const whole: DocumentProposal = {
  number: '15/BC-SXD',
  date: '2026-01-05',
  signer: 'Nông Văn Thành',
  form: 'KT.',
  signedAt: at,
  signatures: [{ name: 'Nông Văn Thành', ofAgency: false, signedAt: at }],
};
const note = (proposal: DocumentProposal): string | null => proposalNote({ name: 'bao-cao.pdf', proposal });

describe('what an attached PDF proposes', () => {
  test('fills empty fields alone', () => {
    const typed = { text: 'Đã xong', 'document.number': '  ', 'document.signer': 'Giám đốc Sở' };
    expect(filledIn(typed, proposedValues(whole))).toEqual({
      text: 'Đã xong',
      'document.number': '15/BC-SXD',
      'document.date': '2026-01-05',
      'document.signer': 'Giám đốc Sở',
    });
    expect(filledIn(typed, proposedValues(nothing))).toEqual(typed);
  });

  test('is told beside the file, with what was not checked', () => {
    expect(note(whole)).toBe(
      'Đọc từ tệp bao-cao.pdf, đề nghị kiểm tra: số 15/BC-SXD; ngày 05/01/2026; người ký KT. Nông Văn Thành; ký số lúc 05/01/2026 10:05 (chưa kiểm tra hiệu lực chữ ký).',
    );
    expect(note({ ...nothing, number: '15/BC-SXD' })).toBe(
      'Đọc từ tệp bao-cao.pdf, đề nghị kiểm tra: số 15/BC-SXD; tệp không có chữ ký số.',
    );
    expect(note({ ...nothing, signatures: [{ name: null, ofAgency: false, signedAt: null }] })).toBe(
      'Đọc từ tệp bao-cao.pdf, đề nghị kiểm tra: ký số (chưa kiểm tra hiệu lực chữ ký).',
    );
    expect(note(nothing)).toBeNull();
  });
});
