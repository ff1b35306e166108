import { zipOf } from '../../test/corpus/render/zip.js';

const megabyte = 1_048_576;
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const word = (document: string): Promise<Buffer> =>
  zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': document,
  });

/** Files built to harm, or too large, by name: each has to be refused. */
export const harmfulFiles = async (): Promise<Readonly<Record<string, Uint8Array>>> => ({
  '60-mb.docx': Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(60 * megabyte)]),
  '60-mb.pdf': Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(60 * megabyte)]),
  'zip-bomb.docx': await word(`<w:document>${' '.repeat(300 * megabyte)}</w:document>`),
  'entity-bomb.docx': await word(
    `<!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${String(at)} "${'&a;'.repeat(10)}">`).join('')}]><w:document>&a8;</w:document>`,
  ),
  'nested.html': Buffer.from(`<html>${'<div>'.repeat(200_000)}`),
});
