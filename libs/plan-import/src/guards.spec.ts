import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { langSon2023 } from '#reference-data';
import { readPlanDocument } from './read-plan-document.js';
import { cell, docxOf, paragraph, row, run, table, xlsxOf, zipOf } from './testing/office-files.js';

const megabyte = 1_048_576;
const read = (bytes: Uint8Array, name?: string) => readPlanDocument(bytes, { name, directory: langSon2023 });
const sentence = /^\p{Lu}.{15,}\.$/su;

/** Refused with this code, in a sentence, before two seconds are over. */
const refuses = async (bytes: Uint8Array, code: string, name?: string): Promise<string> => {
  const started = performance.now();
  const reading = await read(bytes, name);
  expect(performance.now() - started).toBeLessThan(2_000);
  if (reading.ok) throw new Error('It was read');
  expect(reading.code).toBe(code);
  expect(reading.message).toMatch(sentence);
  return reading.message;
};

/** An archive whose directory says that its one entry is as long as `claimed`, whatever it inflates to. */
const lyingZip = (name: string, content: Buffer, claimed: number): Buffer => {
  const data = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(claimed, 24);
  central.writeUInt16LE(name.length, 28);
  const offset = 30 + name.length + data.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + name.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]);
};

const plainBody = paragraph(run('PHỤ LỤC'));

describe('a file built to harm, or too large', () => {
  test('of 60 MB is refused', async () => {
    expect(await refuses(Buffer.alloc(60 * megabyte, 'a'), 'IMPORT.TOO_LARGE')).toContain('60,0 MB');
    await refuses(Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(60 * megabyte)]), 'IMPORT.TOO_LARGE', 'ke-hoach.pdf');
    await refuses(Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(60 * megabyte)]), 'IMPORT.TOO_LARGE', 'ke-hoach.docx');
  });

  test('of a text of 6 MB is refused', async () => {
    await refuses(Buffer.alloc(6 * megabyte, 'a'), 'IMPORT.TOO_LARGE', 'ke-hoach.txt');
  });

  test('that unfolds to hundreds of megabytes is refused by what its directory claims', async () => {
    const bomb = await docxOf(paragraph(run('a'.repeat(60 * megabyte))));
    expect(bomb.length).toBeLessThan(megabyte);
    await refuses(bomb, 'IMPORT.UNSAFE', 'bom.docx');
  });

  test('whose directory lies about its size is refused while it unfolds', async () => {
    const rels = Buffer.alloc(200 * megabyte, ' ');
    await refuses(lyingZip('_rels/.rels', rels, 1_000), 'IMPORT.DAMAGED', 'bom.docx');
  });

  test('with thousands of entries is refused', async () => {
    await refuses(await zipOf(Object.fromEntries(Array.from({ length: 2_500 }, (_, at) => [`a/${String(at)}`, '']))), 'IMPORT.UNSAFE');
  });

  test('with entities that unfold is refused at its document type', async () => {
    const entities = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    const bomb = await docxOf(plainBody, { more: { 'word/document.xml': `${entities}<w:document>&b;</w:document>` } });
    expect(await refuses(bomb, 'IMPORT.UNSAFE')).toContain('DOCTYPE');
    const outside = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><worksheet>&file;</worksheet>';
    const sheet = await xlsxOf([{ name: 'a', cells: [] }]);
    expect(sheet.length).toBeGreaterThan(0);
    await refuses(await docxOf(plainBody, { more: { 'word/document.xml': outside } }), 'IMPORT.UNSAFE');
  });

  test('that nests without end is refused, as Word and as HTML', async () => {
    await refuses(await docxOf('<w:sdt><w:sdtContent>'.repeat(3_000) + '</w:sdtContent></w:sdt>'.repeat(3_000)), 'IMPORT.UNSAFE');
    await refuses(Buffer.from(`<html>${'<div>'.repeat(50_000)}`), 'IMPORT.UNSAFE', 'a.html');
    await refuses(Buffer.from(`<html>${'<b><i>'.repeat(20_000)}`), 'IMPORT.UNSAFE', 'a.html');
  });

  test('with macros is refused', async () => {
    expect(await refuses(await docxOf(plainBody, { more: { 'word/vbaProject.bin': 'x' } }), 'IMPORT.UNSAFE')).toContain('macro');
  });

  test('with more cells, columns or spans than any plan is refused or cut to measure', async () => {
    const wide = `<table>${`<tr>${'<td>a</td>'.repeat(250)}</tr>`.repeat(3)}</table>`;
    await refuses(Buffer.from(wide), 'IMPORT.TOO_LARGE', 'a.html');
    const spans = await read(Buffer.from('<table><tr><td colspan=1000000 rowspan=1000000>a</td><td>b</td></tr></table>'), 'a.html');
    expect(spans.ok || spans.code).toBe('IMPORT.TOO_LARGE');
    const far = await xlsxOf([
      {
        name: 'a',
        cells: [
          { at: 'A1', value: 'a' },
          { at: 'A900000', value: 'b' },
        ],
      },
    ]);
    await refuses(far, 'IMPORT.TOO_LARGE');
  });

  test('with one cell of a hundred megabytes is refused', async () => {
    const huge = await xlsxOf([{ name: 'a', cells: [{ at: 'A1', value: 'a'.repeat(100 * megabyte) }] }]);
    await refuses(huge, 'IMPORT.UNSAFE');
  }, 30_000);
});

describe('a file that is not what it is called', () => {
  test.each([
    ['a Word file called .pdf', () => docxOf(plainBody), 'ke-hoach.pdf'],
    ['an Excel file called .docx', () => xlsxOf([{ name: 'a', cells: [{ at: 'A1', value: 'x' }] }]), 'ke-hoach.docx'],
    ['a text called .docx', () => Promise.resolve(Buffer.from('một hai')), 'ke-hoach.docx'],
    ['a PDF called .txt', () => Promise.resolve(Buffer.from('%PDF-1.4')), 'ke-hoach.txt'],
  ])('(%s) is refused', async (_, bytes, name) => {
    await refuses(await bytes(), 'IMPORT.WRONG_KIND', name);
  });

  test('is read where its name promises nothing', async () => {
    const reading = await read(await docxOf(plainBody), 'tep-khong-duoi');
    expect(reading.ok).toBe(true);
  });
});

describe('a file of a kind that is not read', () => {
  const compound = (word: string): Buffer =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.alloc(600), Buffer.from(word, 'utf16le')]);
  test.each([
    ['an old .doc', compound('WordDocument'), 'IMPORT.UNSUPPORTED', /\.docx/u],
    ['an old .xls', compound('Workbook'), 'IMPORT.UNSUPPORTED', /\.xlsx/u],
    ['a locked file', compound('EncryptedPackage'), 'IMPORT.LOCKED', /mật khẩu/u],
    ['a plain zip', null, 'IMPORT.UNSUPPORTED', /giải nén/u],
    ['an empty PDF', Buffer.from('%PDF-1.4\n%%EOF'), 'IMPORT.DAMAGED', /PDF/u],
  ])('(%s) is refused with what to do', async (_, bytes, code, remedy) => {
    expect(await refuses(bytes ?? (await zipOf({ 'a.txt': 'x' })), code)).toMatch(remedy);
  });

  test('(OpenDocument) is refused', async () => {
    await refuses(await zipOf({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<a/>' }), 'IMPORT.UNSUPPORTED');
  });
});

describe('a secret document', () => {
  test.each([
    ['in a line', paragraph(run('TỐI MẬT')), {}],
    ['in a cell', table(row([cell('MẬT'), cell('UBND TỈNH')])), {}],
    ['in a text box', paragraph(`<w:r><w:pict><w:txbxContent>${paragraph(run('TUYỆT MẬT'))}</w:txbxContent></w:pict></w:r>`), {}],
    ['in the header of its pages', plainBody, { header: paragraph(run('Độ mật: MẬT')) }],
    ['in parts of a word', paragraph(run('TUYỆT') + run(' M') + run('ẬT')), {}],
  ])('marked %s is refused', async (_, body, parts) => {
    expect(await refuses(await docxOf(body, parts), 'IMPORT.SECRET')).toContain('văn bản mật');
  });
});
