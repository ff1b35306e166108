import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ImportRefused } from '../../refusal.js';
import { limits } from '../limits.js';

/** Namespaces whose elements are told apart, in the transitional and the strict form. */
const prefixes: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/spreadsheetml/2006/main': 'x',
  'http://purl.oclc.org/ooxml/spreadsheetml/main': 'x',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/package/2006/relationships': 'rel',
  'http://schemas.openxmlformats.org/package/2006/content-types': 'type',
};

export interface XmlElement {
  /** "w:tbl", whatever prefix the file itself uses; "?:name" in a namespace that is not told apart. */
  readonly name: string;
  /** The first attribute of that local name; null where there is none. */
  readonly attribute: (local: string) => string | null;
}

export interface XmlHandler {
  open(element: XmlElement): void;
  close(name: string): void;
  text(text: string): void;
}

const unsafe = (message: string): ImportRefused =>
  new ImportRefused('IMPORT.UNSAFE', `${message} Hãy mở tệp bằng Word hoặc Excel, lưu thành tệp mới rồi nhập lại.`);

const nameOf = ({ uri, local }: SaxesTagNS): string => `${prefixes[uri] ?? '?'}:${local}`;

const elementOf = (tag: SaxesTagNS): XmlElement => ({
  name: nameOf(tag),
  attribute: (local) => Object.values(tag.attributes).find((attribute) => attribute.local === local)?.value ?? null,
});

/**
 * Walks through an XML part. Document types are refused, so that no entity is ever expanded; so is endless nesting.
 * @throws ImportRefused where the part is no well-formed XML or built to harm.
 */
export const walkXml = (xml: string, handler: XmlHandler): void => {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw unsafe('Tệp chứa khai báo kiểu tài liệu (DOCTYPE), không được phép.');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > limits.depth) throw unsafe(`Tệp có các phần tử lồng nhau quá ${String(limits.depth)} lớp.`);
    handler.open(elementOf(tag));
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    handler.close(nameOf(tag));
  });
  parser.on('text', (text) => handler.text(text));
  parser.on('cdata', (text) => handler.text(text));
  parser.on('error', (cause) => {
    throw new ImportRefused(
      'IMPORT.DAMAGED',
      'Nội dung tệp bị hỏng (XML không hợp lệ). Hãy mở tệp bằng Word hoặc Excel, lưu lại rồi nhập lại.',
      {
        cause,
      },
    );
  });
  parser.write(xml).close();
};
