import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { mailTo, sender } from '../testing/mail-server.js';
import { buildMime, unsafeHeader } from './email-content.js';

const HEADERS = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-auto-response-suppress',
];

/** Whatever people are called and work is about: letters of all scripts, quotes, commas, angle brackets. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', ',', '<', '>', ';', '\\', '(', '=?utf-8?q?', 'Nguyễn', 'ộ', '́', '😀', ':', '@', ' '),
      fc.string({ unit: 'grapheme' }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join('').replace(/\s+/gu, ' ').trim())
  .filter((text) => text !== '' && unsafeHeader(mailTo('a@b.example', { subject: text })) === null);

const headOf = (mime: Buffer): string => mime.toString('latin1').split('\r\n\r\n')[0] ?? '';
const namesIn = (head: string): readonly string[] =>
  head
    .split('\r\n')
    .filter((line) => !/^[ \t]/u.test(line))
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase())
    .toSorted();

describe('the head of a mail', () => {
  test('has its own headers and no others, whatever name and subject hold, in lines that every server takes', () => {
    fc.assert(
      fc.property(words, words, (name, subject) => {
        const head = headOf(
          buildMime(mailTo('nguoi-nhan@so.example', { subject, to: { address: 'nguoi-nhan@so.example', name } }), sender),
        );
        expect(namesIn(head)).toEqual(HEADERS);
        expect(head).toMatch(/^[\t\r\n\x20-\x7e]*$/u);
        for (const line of head.split('\r\n')) expect(line.length).toBeLessThan(998);
        expect(head.match(/nguoi-nhan@so\.example/gu)).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    [null, []],
    ['https://dondoc.example.gov.vn/tat-nhac/abc', ['list-unsubscribe', 'list-unsubscribe-post']],
    // RFC 8058 asks for https; to RFC 2369 any address will do.
    ['http://localhost:3000/tat-nhac/abc', ['list-unsubscribe']],
  ])('offers %j to ask for no more', (unsubscribe, names) => {
    const head = headOf(buildMime(mailTo('a@b.example', { unsubscribe }), sender));
    expect(namesIn(head).filter((name) => !HEADERS.includes(name))).toEqual(names);
    if (unsubscribe !== null) expect(head).toContain(`\r\nList-Unsubscribe: <${unsubscribe}>`);
    if (names.length === 2) expect(head).toContain('\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click');
  });

  test('with a line break or another control character is refused, wherever it stands', () => {
    fc.assert(
      fc.property(words, words, fc.constantFrom('\r\n', '\n', '\r', '\0', '\u001b', '\t', '\u007f'), (before, after, control) => {
        const bad = `${before}${control}${after}`;
        expect(unsafeHeader(mailTo('a@b.example', { subject: bad }))).toBe('subject');
        expect(unsafeHeader(mailTo('a@b.example', { to: { address: 'a@b.example', name: bad } }))).toBe('name');
        expect(unsafeHeader(mailTo(`a${control}@b.example`))).toBe('address');
        expect(unsafeHeader(mailTo('a@b.example', { id: bad }))).toBe('id');
        expect(unsafeHeader(mailTo('a@b.example', { thread: bad }))).toBe('thread');
      }),
    );
  });

  test.each(['Sở Xây dựng, Phòng Quản lý "đô thị"', 'Lê, Văn <A>', 'Nguyễn Hoàng Thị Bích Phương Khánh Quỳnh, chuyên viên chính'])(
    'names %s to a reader as it is, as one recipient',
    async (name) => {
      const mail = await simpleParser(buildMime(mailTo('a@so.example', { to: { address: 'a@so.example', name } }), sender));
      expect(mail.to).toMatchObject({ value: [{ address: 'a@so.example', name }] });
    },
  );

  test('takes an address in letters of Vietnamese, and a domain of them', async () => {
    const mail = await simpleParser(buildMime(mailTo('hộp-thư@xã-vân-nham.example'), sender));
    expect(mail.to).toMatchObject({ value: [{ address: 'hộp-thư@xã-vân-nham.example' }] });
  });
});

describe('the body of a mail', () => {
  test('is text and HTML as they were composed, letter by letter, in lines that every server takes', async () => {
    const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 400 });
    const vietnamese = fc.array(fc.oneof(letters, fc.constantFrom('\n.\n', '\n', '--', 'Nguyễn', 'ộ', '.')), { minLength: 1 });
    fc.assert(
      fc.property(vietnamese, vietnamese, (text, html) => {
        const [plain, marked] = [`Kính gửi ${text.join(' ')}!`, `<p>${html.join(' ').replaceAll(/[<&\0]/gu, '')}</p>`];
        const mime = buildMime(mailTo('a@so.example', { text: plain, html: marked }), sender);
        for (const line of mime.toString('latin1').split('\r\n')) expect(line).toMatch(/^[\t\x20-\x7e]{0,997}$/u);
        const parts = mime.toString('latin1').split(/\r\n\r\n|\r\n--/u);
        const decoded = [parts[2], parts[4]].map((part) => Buffer.from(part ?? '', 'base64').toString('utf8'));
        expect(decoded).toEqual([plain, marked]);
      }),
    );
    const mail = await simpleParser(buildMime(mailTo('a@so.example', { text: 'Thư\n.\nnhắc', html: '<p>Thư nhắc</p>' }), sender));
    expect([mail.text?.trim(), mail.html]).toEqual(['Thư\n.\nnhắc', '<p>Thư nhắc</p>']);
  });
});
