import { ImportRefused } from '../../refusal.js';
import { SourceBuilder, type ReadSource } from '../source-builder.js';
import { walkXml } from '../xml/walk-xml.js';
import type { Archive } from '../zip/archive.js';
import { relationshipsOf } from '../zip/relationships.js';
import { NumberFormats } from './number-formats.js';
import { readSheet, type Workbook } from './sheet-reader.js';

interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly relationship: string;
}

const sheetsOf = (xml: string): { readonly sheets: readonly Sheet[]; readonly since1904: boolean } => {
  const sheets: Sheet[] = [];
  let since1904 = false;
  walkXml(xml, {
    open: ({ name, attribute }) => {
      if (name === 'x:workbookPr') since1904 = /^(?:1|true)$/u.test(attribute('date1904') ?? '');
      if (name !== 'x:sheet') return;
      const state = attribute('state') ?? 'visible';
      sheets.push({ name: attribute('name') ?? '', hidden: state !== 'visible', relationship: attribute('id') ?? '' });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return { sheets, since1904 };
};

/** Shared strings; readings that Japanese text gives beside its words are left out. */
const stringsOf = (xml: string | null): readonly string[] => {
  const strings: string[] = [];
  let text: string | null = null;
  let reading = false;
  let phonetic = false;
  if (xml === null) return strings;
  walkXml(xml, {
    open: ({ name }) => {
      if (name === 'x:si') text = '';
      else if (name === 'x:rPh') phonetic = true;
      else if (name === 'x:t') reading = !phonetic;
    },
    close: (name) => {
      if (name === 'x:t') reading = false;
      else if (name === 'x:rPh') phonetic = false;
      else if (name === 'x:si') strings.push(text ?? '');
    },
    text: (more) => {
      if (reading && text !== null) text += more;
    },
  });
  return strings;
};

const formatsOf = (xml: string | null, since1904: boolean): NumberFormats => {
  const own = new Map<number, string>();
  const styles: number[] = [];
  let inCells = false;
  if (xml !== null)
    walkXml(xml, {
      open: ({ name, attribute }) => {
        if (name === 'x:numFmt') own.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '');
        else if (name === 'x:cellXfs') inCells = true;
        else if (name === 'x:xf' && inCells) styles.push(Number(attribute('numFmtId')));
      },
      close: (name) => {
        if (name === 'x:cellXfs') inCells = false;
      },
      text: () => undefined,
    });
  return new NumberFormats(own, styles, since1904);
};

/** Reads an Excel workbook: each visible sheet is a table. @throws ImportRefused */
export const readXlsx = async (archive: Archive, main: string): Promise<ReadSource> => {
  const book = await archive.text(main);
  if (book === null) throw new ImportRefused('IMPORT.DAMAGED', 'Tệp .xlsx thiếu phần nội dung. Hãy mở bằng Excel, lưu lại rồi nhập lại.');
  const relationships = await relationshipsOf(archive, main);
  const partOf = async (kind: string): Promise<string | null> => {
    const target = relationships.find((each) => each.kind === kind)?.target;
    return target === undefined ? null : archive.text(target);
  };
  const { sheets, since1904 } = sheetsOf(book);
  const workbook: Workbook = {
    strings: stringsOf(await partOf('sharedStrings')),
    formats: formatsOf(await partOf('styles'), since1904),
  };
  const source = new SourceBuilder('xlsx');
  for (const { name, hidden, relationship } of sheets) {
    if (hidden) {
      source.note('hidden-content', `Trang tính "${name}" bị ẩn; không được đọc.`);
      continue;
    }
    const target = relationships.find(({ id }) => id === relationship)?.target;
    const xml = target === undefined ? null : await archive.text(target);
    if (xml === null) continue;
    const sheet = readSheet(xml, workbook);
    const part = source.addTable(sheet.table, name);
    if (sheet.hiddenRows > 0)
      source.note('hidden-content', `Trang tính "${name}" có ${String(sheet.hiddenRows)} hàng bị ẩn hoặc bị lọc; vẫn được đọc.`, part);
    for (const line of sheet.margins) source.addMargin(line);
  }
  return source.build();
};
