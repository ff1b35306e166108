import { describe, expect, test } from '@jest/globals';
import { instantOfPdfDate, textBehind } from './pdf-strings.js';
import { signatureBlockIn } from './signature-block.js';
import { signaturesIn } from './signatures.js';

/** A signature's dictionary with something that is no certificate in it. */
const dictionary = (said: string, contents = '00ff'): Buffer => {
  const head = `7 0 obj << /Type /Sig ${said} /ByteRange [0 aaaa bbbb 9] /Contents `;
  const start = head.length;
  const text = head.replace('aaaa', String(start).padStart(4)).replace('bbbb', String(start + contents.length + 2).padStart(4));
  return Buffer.from(`${text}<${contents}> >> endobj`, 'latin1');
};

describe("a signature's dictionary", () => {
  test('tells name and time where its certificate cannot be read', () => {
    expect(signaturesIn(dictionary('/Name (Nguyen Van A) /M (D:20260105100500Z)'))).toEqual([
      { name: 'Nguyen Van A', ofAgency: false, signedAt: '2026-01-05T10:05:00.000Z' },
    ]);
    expect(signaturesIn(dictionary('', ''))).toEqual([{ name: null, ofAgency: false, signedAt: null }]);
  });

  test('writes its texts in several ways', () => {
    const wide = `FEFF${Buffer.from('Đỗ Thị B', 'utf16le').swap16().toString('hex')}`;
    expect(textBehind(`/Prop_Build << /App << /Name /Adobe >> >> /Name <${wide}>`, 'Name')).toBe('Đỗ Thị B');
    expect(textBehind(`/Name (\xef\xbb\xbf${Buffer.from('Đỗ Thị B').toString('latin1')})`, 'Name')).toBe('Đỗ Thị B');
    expect(textBehind('/Name(A \\(B\\) (C) \\101\\\n D\\\\)', 'Name')).toBe('A (B) (C) A D\\');
    expect(textBehind('/Name (never ends', 'Name')).toBeNull();
    expect(textBehind('/Reason (none)', 'Name')).toBeNull();
  });

  test.each([
    ["D:20260105100500+07'00'", '2026-01-05T03:05:00.000Z'],
    ["D:20260105100500+07'00", '2026-01-05T03:05:00.000Z'],
    ['D:20260105100500Z', '2026-01-05T10:05:00.000Z'],
    ['D:202601051005', '2026-01-05T03:05:00.000Z'],
    ['D:20261305100500Z', null],
    ['hôm nay', null],
    ['', null],
  ])('says %j for %j', (text, instant) => {
    expect(instantOfPdfDate(text)).toBe(instant);
  });
});

describe('the block of a signature', () => {
  test.each([
    [['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Lương Trọng Quỳnh'], 'Lương Trọng Quỳnh', 'KT.'],
    [['Nơi nhận:', 'TL. CHỦ TỊCH', '- Như trên;', 'CHÁNH VĂN PHÒNG', '- Lưu: VT, TH.', 'Hoàng  Văn Minh'], 'Hoàng Văn Minh', 'TL.'],
    [['GIÁM ĐỐC', '(Đã ký)', 'TS. Lưu Bá Mạc'], 'Lưu Bá Mạc', null],
    [['TUQ. GIÁM ĐỐC', 'TRƯỞNG PHÒNG KẾ HOẠCH', 'Đoàn Thanh Sơn'], 'Đoàn Thanh Sơn', 'TUQ.'],
    [
      ['CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH', 'Căn cứ Luật;', ...Array<string>(40).fill('Điều này quy định.'), 'CHỦ TỊCH', 'Hồ Tiến Thiệu'],
      'Hồ Tiến Thiệu',
      null,
    ],
    [['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'PHỤ LỤC I', 'Nguyễn Văn A'], null, null],
    [['Kính gửi: Chủ tịch UBND tỉnh', 'Nguyễn Văn A'], null, null],
    [[], null, null],
  ])('of %j names %j, %j', (lines, signer, form) => {
    expect(signatureBlockIn(lines)).toEqual({ signer, form });
  });
});
