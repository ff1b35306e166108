import { ImportRefused } from '../../refusal.js';
import { SourceBuilder, type ReadSource } from '../source-builder.js';
import { walkXml } from '../xml/walk-xml.js';
import type { Archive } from '../zip/archive.js';
import { relationshipsOf } from '../zip/relationships.js';
import { listStyles, Numbering } from './numbering.js';
import { WordReader } from './word-reader.js';

/** The words of a part, paragraph by paragraph. */
const paragraphsOf = (xml: string): readonly string[] => {
  const paragraphs: string[] = [];
  let text = '';
  let reading = false;
  walkXml(xml, {
    open: ({ name }) => {
      if (name === 'w:t') reading = true;
    },
    close: (name) => {
      if (name === 'w:t') reading = false;
      if (name !== 'w:p') return;
      paragraphs.push(text);
      text = '';
    },
    text: (more) => {
      if (reading) text += more;
    },
  });
  return paragraphs;
};

/**
 * Reads a Word document. Tracked changes are read as accepted; page headers and footers stand apart.
 * @throws ImportRefused
 */
export const readDocx = async (archive: Archive, main: string): Promise<ReadSource> => {
  const relationships = await relationshipsOf(archive, main);
  const partOf = async (kind: string): Promise<string | null> => {
    const target = relationships.find((each) => each.kind === kind)?.target;
    return target === undefined ? null : archive.text(target);
  };
  const body = await archive.text(main);
  if (body === null) throw new ImportRefused('IMPORT.DAMAGED', 'Tệp .docx thiếu phần nội dung. Hãy mở bằng Word, lưu lại rồi nhập lại.');
  const source = new SourceBuilder('docx');
  const numbering = new Numbering(await partOf('numbering'));
  walkXml(body, new WordReader(source, numbering, listStyles(await partOf('styles'))));
  for (const { kind, target } of relationships) {
    if (kind !== 'header' && kind !== 'footer') continue;
    for (const line of paragraphsOf((await archive.text(target)) ?? '<a/>')) source.addMargin(line);
  }
  return source.build();
};
