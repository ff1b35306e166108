import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DocumentProposal } from '#contracts';
import { letters, pdfOf } from '../testing/plain-pdf.js';
import { signedPdf, signerNamed } from '../testing/signed-pdf.js';
import { readSignedPdf, type DocumentReading } from './read-signed-pdf.js';

const leader = signerNamed('Nông Văn Thành');
const clerk = signerNamed('Hoàng Thị Mai');
const seal = signerNamed('Sở Xây dựng');

const head = [
  letters(60, 800, 'UBND TỈNH LẠNG SƠN'),
  letters(320, 800, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'),
  letters(60, 785, 'SỞ XÂY DỰNG'),
  letters(340, 785, 'Độc lập - Tự do - Hạnh phúc'),
  letters(60, 760, 'Số: 15/BC-SXD'),
  letters(340, 760, 'Lạng Sơn, ngày 05 tháng 01 năm 2026'),
  letters(250, 730, 'BÁO CÁO'),
  letters(60, 700, 'Thực hiện Kế hoạch số 68/KH-UBND ngày 28/3/2023 của UBND tỉnh, Sở Xây dựng báo cáo như sau:'),
];
const foot = [
  letters(60, 300, 'Nơi nhận:'),
  letters(360, 300, 'KT. GIÁM ĐỐC'),
  letters(60, 285, '- UBND tỉnh;'),
  letters(360, 285, 'PHÓ GIÁM ĐỐC'),
  letters(60, 270, '- Lưu: VT.'),
  letters(360, 220, 'Nông Văn Thành'),
];
const report = pdfOf([{ content: [...head, ...foot].join(' ') }]);
const plain = pdfOf([{ content: head.join(' ') }]);
const scanned = pdfOf([{ content: '', picture: true }]);

const read = async (bytes: Uint8Array): Promise<DocumentProposal> => {
  const reading = await readSignedPdf(bytes);
  if (!reading.ok) throw new Error(reading.message);
  return DocumentProposal.parse(reading.proposal);
};
const nothing = { number: null, date: null, signer: null, form: null, signedAt: null, signatures: [] };

describe('a signed PDF', () => {
  test('proposes number, day, signer, form of signature and signing time', async () => {
    expect(await read(signedPdf(report, leader, { at: "D:20260105100500+07'00'" }))).toEqual({
      number: '15/BC-SXD',
      date: '2026-01-05',
      signer: 'Nông Văn Thành',
      form: 'KT.',
      signedAt: '2026-01-05T03:05:00.000Z',
      signatures: [{ name: 'Nông Văn Thành', ofAgency: false, signedAt: '2026-01-05T03:05:00.000Z' }],
    });
  });

  test('names whom the certificate names where no signature is printed, or the pages are pictures', async () => {
    expect(await read(signedPdf(plain, leader))).toMatchObject({ number: '15/BC-SXD', signer: 'Nông Văn Thành', signedAt: null });
    expect(await read(signedPdf(scanned, leader, { attribute: '260105030500Z' }))).toMatchObject({
      number: null,
      signer: 'Nông Văn Thành',
      signedAt: '2026-01-05T03:05:00.000Z',
    });
  });

  test('takes the certificate that the signer names, not one that stands beside it', async () => {
    expect(await read(signedPdf(plain, leader, { beside: [clerk, seal] }))).toMatchObject({ signer: 'Nông Văn Thành' });
  });

  test('with several signatures proposes that of the leader: below is who drafted it, above is the seal', async () => {
    const signed = (pdf: Buffer): Buffer =>
      signedPdf(signedPdf(signedPdf(pdf, clerk, { at: "D:20260105080000+07'00'" }), leader, { at: "D:20260105100500+07'00'" }), seal, {
        at: "D:20260105110000+07'00'",
      });
    for (const pdf of [report, plain, scanned]) {
      const proposal = await read(signed(pdf));
      expect(proposal).toMatchObject({ signer: 'Nông Văn Thành', signedAt: '2026-01-05T03:05:00.000Z' });
      expect(proposal.signatures.map(({ name, ofAgency }) => [name, ofAgency])).toEqual([
        ['Hoàng Thị Mai', false],
        ['Nông Văn Thành', false],
        ['Sở Xây dựng', true],
      ]);
    }
  });

  test('whose printed name signed before others is proposed by that name, as it is printed', async () => {
    const capital = signerNamed('NONG VAN THANH');
    const signed = signedPdf(signedPdf(report, capital, { at: 'D:20260105100500Z' }), clerk, { at: 'D:20260106100500Z' });
    expect(await read(signed)).toMatchObject({ signer: 'Nông Văn Thành', signedAt: '2026-01-05T10:05:00.000Z' });
  });

  test('under a seal alone is told by the printed name, and never by the agency', async () => {
    const at = "D:20260105110000+07'00'";
    expect(await read(signedPdf(report, seal, { at }))).toMatchObject({ signer: 'Nông Văn Thành', signedAt: '2026-01-05T04:00:00.000Z' });
    expect(await read(signedPdf(plain, seal, { at }))).toMatchObject({ signer: null, signedAt: '2026-01-05T04:00:00.000Z' });
  });

  test('counts no time stamp of an archive as a signature', async () => {
    expect((await read(signedPdf(report, seal, { subFilter: 'ETSI.RFC3161' }))).signatures).toEqual([]);
  });
});

describe('a PDF without a signature', () => {
  test('proposes what is printed', async () => {
    expect(await read(report)).toEqual({ ...nothing, number: '15/BC-SXD', date: '2026-01-05', signer: 'Nông Văn Thành', form: 'KT.' });
  });

  test('does not take a document that it cites for itself', async () => {
    const cites = 'Theo Công văn số 99/UBND-NC ngày 12/10/2026 của UBND tỉnh.';
    expect(await read(pdfOf([{ content: letters(60, 700, cites) }]))).toEqual(nothing);
  });

  test('proposes nothing where it is a picture, locked, or hardly a PDF at all', async () => {
    expect(await read(scanned)).toEqual(nothing);
    expect(await read(pdfOf([{ content: letters(60, 700, 'abc') }], { locked: true }))).toEqual(nothing);
    expect(await read(Buffer.from('%PDF-1.4\n'))).toEqual(nothing);
  });
});

describe('what is refused', () => {
  const refusal = async (bytes: Uint8Array): Promise<Extract<DocumentReading, { ok: false }>> => {
    const reading = await readSignedPdf(bytes);
    if (reading.ok) throw new Error('read');
    return reading;
  };

  test.each(['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'])('is a file marked %s, signed or not', async (mark) => {
    const secret = pdfOf([{ content: [letters(60, 815, mark), ...head].join(' ') }]);
    for (const bytes of [secret, signedPdf(secret, leader)]) {
      expect(await refusal(bytes)).toMatchObject({
        code: 'IMPORT.SECRET',
        message: expect.stringContaining('không tiếp nhận văn bản mật'),
      });
    }
  });

  test('is a file that is no PDF', async () => {
    expect(await refusal(Buffer.from('Kính gửi'))).toMatchObject({ code: 'IMPORT.UNSUPPORTED' });
    expect(await refusal(Buffer.alloc(0))).toMatchObject({ code: 'IMPORT.EMPTY' });
  });
});

describe('a mangled file is read or refused, never thrown', () => {
  const signed = signedPdf(report, leader, { at: "D:20260105100500+07'00'" });
  const signature = signed.indexOf('/Contents <3');

  test('cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(signed.length), async (length) => {
        const reading = await readSignedPdf(signed.subarray(0, length));
        expect(reading.ok || reading.message.length > 10).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('with bytes of the signature and its dictionary changed', async () => {
    const change = fc.array(fc.tuple(fc.integer({ min: signature - 200, max: signature + 1_500 }), fc.nat(255)), {
      minLength: 1,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(change, async (changes) => {
        const bytes = Uint8Array.from(signed);
        for (const [at, value] of changes) bytes[at] = value;
        DocumentProposal.parse(await read(bytes));
      }),
      { numRuns: 60 },
    );
  });

  test('with a byte range that leads out of the file, backwards, or to something else', async () => {
    for (const range of ['0 9 1 9', '0 99999999 99999999 9', '0 9 10 9', '1 2 3', '-1 -2 -3 -4', '0 1 9999 0']) {
      const bytes = Buffer.concat([report, Buffer.from(`\n1 0 obj << /Type /Sig /ByteRange [${range}] /M (((( /Name (\\) >> endobj`)]);
      expect(await read(bytes)).toMatchObject({ number: '15/BC-SXD', signatures: [] });
    }
  });
});
