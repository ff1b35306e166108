import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { DocumentProposal, FileRefBody, Problem } from '#contracts';
import type { Answer, ApiClient } from '../testing/api-client.js';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import { enterTask } from '../testing/enter-task.js';
import { formOf } from '../testing/multipart.js';

describe('files', () => {
  let bed: ApiBed;
  let lead: ApiClient;
  beforeAll(async () => {
    bed = await createApiBed();
    lead = await bed.signIn('so-noi-vu');
  });
  afterAll(() => bed.close());

  const upload = (client: ApiClient, name: string, content: Buffer | string, mediaType?: string): Promise<Answer> => {
    const form = formOf(name, content, mediaType);
    return client.request('POST', '/files', form.payload, form.headers);
  };

  test('come back to who sent them, under the name they are asked for', async () => {
    const file = FileRefBody.parse((await upload(lead, 'Báo cáo số 12.txt', 'Kính gửi')).body);
    expect(file).toEqual({
      sha256: createHash('sha256').update('Kính gửi').digest('hex'),
      name: 'Báo cáo số 12.txt',
      size: 11,
      mediaType: 'text/plain',
    });
    const answer = await lead.request('GET', `/files/${file.sha256}?name=${encodeURIComponent('Đề án.txt')}`);
    expect([answer.status, answer.text]).toEqual([200, 'Kính gửi']);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain',
      'content-disposition': `attachment; filename="De an.txt"; filename*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n.txt`,
      'x-content-type-options': 'nosniff',
    });
  });

  test('are seen by those who may see a task that refers to them', async () => {
    const file = FileRefBody.parse((await upload(lead, 'a.txt', 'của nhiệm vụ')).body);
    const coordinator = await bed.signIn('so-tai-chinh');
    const stranger = await bed.signIn('so-y-te');
    expect((await coordinator.request('GET', `/files/${file.sha256}`)).status).toBe(404);
    const id = await enterTask(bed, { title: 'Có tệp', leads: ['so-noi-vu'], coordinators: ['so-tai-chinh'] });
    await lead.must(id, 'report-progress', { text: 'Kèm tệp', files: [file] });
    await bed.runner.catchUp();
    expect((await coordinator.request('GET', `/files/${file.sha256}`)).status).toBe(200);
    expect((await stranger.request('GET', `/files/${file.sha256}`)).status).toBe(404);
  });

  test('cannot be claimed by naming their hash', async () => {
    const file = FileRefBody.parse((await upload(lead, 'b.txt', 'riêng của Sở Nội vụ')).body);
    const other = await bed.signIn('so-y-te');
    const id = await enterTask(bed, { title: 'Của Sở Y tế', leads: ['so-y-te'] });
    const answer = await other.act(id, 'report-progress', { text: 'Kèm tệp của cơ quan khác', files: [file] });
    expect([answer.status, Problem.parse(answer.body).errors?.[0]?.pointer]).toEqual([422, '/files/0/sha256']);
    const wrong = await lead.act(id, 'report-progress', { text: 'Sai dung lượng', files: [{ ...file, size: 1 }] });
    expect(wrong.status).toBe(422);
  });

  test('that are PDF are read on request, and nothing is kept', async () => {
    const head = '%PDF-1.4\n7 0 obj << /Type /Sig /Name (Nguyen Van A) /M (D:20260105100500Z) /ByteRange [0 114 120 9] /Contents ';
    const content = `${head.padEnd(114)}<00ff> >> endobj\n`;
    const form = formOf('bao-cao.pdf', content, 'application/pdf');
    const answer = await lead.request('POST', '/files/read', form.payload, form.headers);
    expect(answer.status).toBe(200);
    expect(DocumentProposal.parse(answer.body)).toEqual({
      number: null,
      date: null,
      signer: 'Nguyen Van A',
      form: null,
      signedAt: '2026-01-05T10:05:00.000Z',
      signatures: [{ name: 'Nguyen Van A', ofAgency: false, signedAt: '2026-01-05T10:05:00.000Z' }],
    });
    expect((await lead.request('GET', `/files/${createHash('sha256').update(content).digest('hex')}`)).status).toBe(404);
    const text = formOf('a.txt', 'Kính gửi');
    const refused = await lead.request('POST', '/files/read', text.payload, text.headers);
    expect([refused.status, Problem.parse(refused.body)]).toMatchObject([
      422,
      { code: 'IMPORT.UNSUPPORTED', errors: [{ pointer: '/file' }] },
    ]);
    const big = formOf('big.pdf', Buffer.alloc(25 * 1024 * 1024 + 1, 'x'), 'application/pdf');
    expect((await lead.request('POST', '/files/read', big.payload, big.headers)).status).toBe(413);
    expect((await bed.anonymous().request('POST', '/files/read', form.payload, form.headers)).status).toBe(401);
  });

  test('are refused with a reason: too large, of another kind, empty, no form', async () => {
    const tell = async (answer: Promise<Answer>): Promise<readonly unknown[]> => {
      const { status, body } = await answer;
      return [status, Problem.parse(body).code];
    };
    expect(await tell(upload(lead, 'big.txt', Buffer.alloc(25 * 1024 * 1024 + 1, 'x')))).toEqual([413, 'FILE.TOO_LARGE']);
    expect(await tell(upload(lead, 'run.exe', 'MZ', 'application/x-msdownload'))).toEqual([415, 'FILE.MEDIA_TYPE']);
    expect(await tell(upload(lead, 'empty.txt', ''))).toEqual([422, 'FILE.EMPTY']);
    expect(await tell(lead.request('POST', '/files', { file: 'no' }))).toEqual([415, 'REQUEST.UNSUPPORTED_TYPE']);
    const elsewhere = formOf('a.txt', 'x', 'text/plain', 'other');
    expect(await tell(lead.request('POST', '/files', elsewhere.payload, elsewhere.headers))).toEqual([422, 'REQUEST.INVALID']);
  });
});
