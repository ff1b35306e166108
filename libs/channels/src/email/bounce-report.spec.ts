import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBounce } from './bounce-report.js';

const ID = '01900000-0000-7000-8000-0000000000a1';

interface Report {
  readonly to?: string;
  readonly ofMessage?: string;
  readonly ofRecipients?: readonly string[];
  readonly returned?: string;
  readonly returnedType?: string;
  readonly reportType?: string;
}

const FAILED =
  'Final-Recipient: rfc822; Nguoi-Nhan@so.example\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n  no such user';

const report = ({
  to = 'nhac-viec@tinh.example',
  ofMessage = 'Reporting-MTA: dns; mail.so.example',
  ofRecipients = [FAILED],
  returned = `From: nhac-viec@tinh.example\r\nMessage-ID: <${ID}@tinh.example>\r\nSubject: =?utf-8?q?Nh=E1=BA=AFc?=`,
  returnedType = 'text/rfc822-headers',
  reportType = 'message/delivery-status',
}: Report = {}): Buffer =>
  Buffer.from(
    [
      'Return-Path: <>',
      'From: MAILER-DAEMON@mail.so.example',
      `To: ${to}`,
      'Auto-Submitted: auto-replied',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Thư không đến được.',
      '--b1',
      `Content-Type: ${reportType}`,
      '',
      [ofMessage, ...ofRecipients].join('\r\n\r\n'),
      '',
      '--b1',
      `Content-Type: ${returnedType}`,
      '',
      returned,
      '',
      '--b1--',
      '',
    ].join('\r\n'),
  );

describe('a report of a mail that came back', () => {
  test('names the mail by its Message-ID, the address, the status and the words', async () => {
    expect(await readBounce(report())).toEqual({
      bounce: {
        delivery: ID,
        recipients: [
          { original: null, final: 'nguoi-nhan@so.example', status: '5.1.1', diagnostic: '550 5.1.1 no such user', isAddress: true },
        ],
      },
    });
  });

  test.each([
    ['the envelope to which it came back', { to: `"Trả lại" <tra-lai+${ID}@tinh.example>`, returned: 'Subject: x' }],
    ['the envelope id', { ofMessage: `Original-Envelope-Id: ${ID}\r\nReporting-MTA: dns; x`, returned: 'Subject: x' }],
    ['the whole mail', { returned: `Message-ID:\r\n <${ID}@tinh.example>\r\n\r\nnội dung`, returnedType: 'message/rfc822' }],
    ['the whole mail in UTF-8', { returnedType: 'message/global', reportType: 'message/global-delivery-status' }],
  ])('names the mail by %s', async (_, changes) => {
    expect(await readBounce(report(changes))).toMatchObject({ bounce: { delivery: ID } });
  });

  test.each([
    ['5.2.1', true],
    ['5.1.10', true],
    ['5.2.2', false],
    ['5.7.1', false],
    ['4.4.7', false],
    ['nothing', false],
  ])('a final %s says that nobody is at the address: %s', async (status, isAddress) => {
    const read = await readBounce(
      report({ ofRecipients: [`Final-Recipient: rfc822;a@so.example\r\nAction: failed\r\nStatus: ${status}`] }),
    );
    expect(read).toMatchObject({ bounce: { recipients: [{ isAddress }] } });
  });

  test('keeps the address that was written to beside the one to which it was passed on', async () => {
    const passed = `Original-Recipient: rfc822;can-bo@so.example\r\nFinal-Recipient: rfc822;rieng@noi-khac.example\r\nAction: failed\r\nStatus: 5.2.2`;
    expect(await readBounce(report({ ofRecipients: [passed] }))).toMatchObject({
      bounce: { recipients: [{ original: 'can-bo@so.example', final: 'rieng@noi-khac.example' }] },
    });
  });

  test.each(['delayed', 'relayed', 'delivered', 'expanded'])('%s is nothing final', async (action) => {
    const blocks = [`Final-Recipient: rfc822;a@so.example\r\nAction: ${action}\r\nStatus: 4.4.1`];
    expect(await readBounce(report({ ofRecipients: blocks }))).toEqual({ ignored: 'not-final' });
  });

  test.each([
    ['a holiday program', 'Auto-Submitted: auto-replied\r\nSubject: Nghỉ phép', 'auto-reply'],
    ['a person', 'Subject: Re: nhắc việc', 'not-a-report'],
    ['our own mail, come back in a circle', 'Auto-Submitted: auto-generated\r\nSubject: nhắc việc', 'not-a-report'],
  ])('%s is not a bounce', async (_, headers, ignored) => {
    const raw = Buffer.from(`From: a@so.example\r\nTo: nhac-viec@tinh.example\r\n${headers}\r\n\r\nMessage-ID: <${ID}@tinh.example>\r\n`);
    expect(await readBounce(raw)).toEqual({ ignored });
  });

  test('another system’s mail is no delivery of ours', async () => {
    expect(await readBounce(report({ returned: 'Message-ID: <abc@tinh.example>' }))).toMatchObject({ bounce: { delivery: null } });
  });

  test('whatever comes in, it answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.nat(1200), async (noise, cut) => {
        const whole = report();
        const raw = Buffer.concat([whole.subarray(0, cut), Buffer.from(noise), whole.subarray(cut)]);
        expect(Object.keys(await readBounce(raw))).toHaveLength(1);
      }),
      { numRuns: 60 },
    );
  });
});
