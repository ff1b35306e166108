import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FileRefBody, FileStates, Problem, SessionView } from '#contracts';
import { ClamdScanner, ScanRound } from '#files';
import { startClamd, type TestClamd } from '#testing';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';
import { enterTask } from '../testing/enter-task.js';
import { formOf } from '../testing/multipart.js';

describe('files of a system with a virus scanner', () => {
  let clamd: TestClamd;
  let bed: ApiBed;
  let lead: ApiClient;
  let round: ScanRound;
  beforeAll(async () => {
    clamd = await startClamd();
    bed = await createApiBed(undefined, { scanner: clamd.address });
    lead = await bed.signIn('so-noi-vu');
    const { context, files } = bed.resources;
    const scanner = new ClamdScanner(clamd.address, { connect: 500, silence: 300 });
    round = new ScanRound({ pool: context.pool, files, scanner, onFound: () => undefined, onTrouble: () => undefined });
  });
  afterAll(async () => {
    await bed.close();
    await clamd.stop();
  });

  const upload = async (content: string): Promise<FileRefBody> => {
    const form = formOf('a.txt', content);
    return FileRefBody.parse((await lead.request('POST', '/files', form.payload, form.headers)).body);
  };
  const states = async (client: ApiClient, ...files: FileRefBody[]): Promise<readonly string[]> => {
    const { body } = await client.request('GET', `/files/states?of=${files.map(({ sha256 }) => sha256).join(',')}`);
    const { items } = FileStates.parse(body);
    return files.map(({ sha256 }) => items.find((item) => item.sha256 === sha256)?.state ?? 'none');
  };
  const download = async ({ sha256 }: FileRefBody): Promise<readonly unknown[]> => {
    const answer = await lead.request('GET', `/files/${sha256}`);
    return [answer.status, answer.status === 200 ? answer.text : Problem.parse(answer.body).code];
  };

  test('are kept in quarantine until it has looked, and are handed out when they are clean', async () => {
    expect(SessionView.parse((await lead.request('GET', '/session')).body).filesScanned).toBe(true);
    const file = await upload('Kính gửi');
    expect(await states(lead, file)).toEqual(['scanning']);
    expect(await download(file)).toEqual([409, 'FILE.SCANNING']);
    await round.run();
    expect(await states(lead, file)).toEqual(['clean']);
    expect(await download(file)).toEqual([200, 'Kính gửi']);
    // Nothing is told to whoever may not read the file.
    expect(await states(await bed.signIn('so-y-te'), file)).toEqual(['none']);
    expect((await lead.request('GET', '/files/states?of=abc')).status).toBe(422);
    expect((await bed.anonymous().request('GET', `/files/states?of=${file.sha256}`)).status).toBe(401);
  });

  test('in which it found something are never handed out, and no act can refer to them any more', async () => {
    const id = await enterTask(bed, { title: 'Tệp có mã độc', leads: ['so-noi-vu'] });
    const [before, after] = [await upload('VIRUS một'), await upload('VIRUS hai')];
    await lead.must(id, 'report-progress', { text: 'Kèm tệp trước khi quét', files: [before] });
    await round.run();
    expect(await states(lead, before, after)).toEqual(['infected', 'infected']);
    expect(await download(before)).toEqual([409, 'FILE.INFECTED']);
    const refused = await lead.act(id, 'report-progress', { text: 'Kèm tệp sau khi quét', files: [after] });
    expect([refused.status, Problem.parse(refused.body).errors]).toEqual([
      422,
      [{ pointer: '/files/0/sha256', message: expect.stringContaining('Phát hiện mã độc') }],
    ]);
  });

  test('wait while the scanner is gone; reporting with them does not', async () => {
    const id = await enterTask(bed, { title: 'Máy quét không trả lời', leads: ['so-noi-vu'] });
    await clamd.stop();
    const file = await upload('gửi khi máy quét hỏng');
    await expect(round.run()).rejects.toMatchObject({ name: 'ScannerUnavailable' });
    await lead.must(id, 'report-progress', { text: 'Vẫn báo cáo được', files: [file] });
    expect(await download(file)).toEqual([409, 'FILE.SCANNING']);
    await clamd.start();
    await round.run();
    expect(await download(file)).toEqual([200, 'gửi khi máy quét hỏng']);
  });
});
