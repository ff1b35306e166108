import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FileRefBody, Problem } from '#contracts';
import { startS3, type TestS3 } from '#testing';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { Answer, ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';
import { formOf } from '../testing/multipart.js';

describe('files of a system with S3', () => {
  let s3: TestS3;
  let bed: ApiBed;
  let lead: ApiClient;
  beforeAll(async () => {
    s3 = await startS3();
    bed = await createApiBed(undefined, { s3: s3.settings });
    lead = await bed.signIn('so-noi-vu');
  });
  afterAll(async () => {
    await bed.close();
    await s3.stop();
  });

  const upload = (content: string): Promise<Answer> => {
    const form = formOf('a.txt', content);
    return lead.request('POST', '/files', form.payload, form.headers);
  };

  test('go there and come back', async () => {
    const file = FileRefBody.parse((await upload('Kính gửi')).body);
    expect(await s3.objects()).toEqual([file.sha256]);
    const answer = await lead.request('GET', `/files/${file.sha256}`);
    expect([answer.status, answer.text]).toEqual([200, 'Kính gửi']);
  });

  test('wait while S3 is gone: a sentence, nothing half stored, no event that refers to it, and the work goes on', async () => {
    const kept = FileRefBody.parse((await upload('gửi trước')).body);
    const id = await enterTask(bed, { title: 'Trong lúc kho tệp hỏng', leads: ['so-noi-vu'] });
    s3.line.cut();
    const answer = await upload('gửi trong lúc hỏng');
    expect([answer.status, Problem.parse(answer.body)]).toMatchObject([503, { code: 'FILE.STORE_UNAVAILABLE' }]);
    expect(answer.headers['retry-after']).toBe('15');
    expect((await lead.request('GET', `/files/${kept.sha256}`)).status).toBe(503);
    await lead.must(id, 'report-progress', { text: 'Vẫn báo cáo được', files: [kept] });
    const unstored = { ...kept, sha256: 'a'.repeat(64) };
    expect((await lead.act(id, 'report-progress', { text: 'Kèm tệp chưa lưu', files: [unstored] })).status).toBe(422);
    s3.line.mend();
    expect((await upload('gửi trong lúc hỏng')).status).toBe(201);
    expect((await lead.request('GET', `/files/${kept.sha256}`)).text).toBe('gửi trước');
  });
});
