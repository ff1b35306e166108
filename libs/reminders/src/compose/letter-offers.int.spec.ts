import { beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { plainDate, type Instant } from '#domain';
import { fewRules } from '../testing/few-rules.js';
import { muteLinks, type ReminderWorld, type Sender } from '../testing/reminder-world.js';
import { worldForEachTest } from '../testing/world-for-each-test.js';

const instant = (text: string): Instant => new Date(text).toISOString() as Instant;
const ADDRESS = 'http://localhost:3000/tat-nhac/';

describe('what a letter says of itself', () => {
  let world: ReminderWorld;
  let worker: Sender;
  worldForEachTest('postgres', (fresh) => {
    world = fresh;
  });
  beforeEach(async () => {
    worker = await world.worker();
  });

  const at = async (text: string): Promise<void> => {
    world.channel.sent.length = 0;
    await world.at(text);
    await world.round(worker);
  };
  /** What the mail to somebody of that name would mute; null: it offers nothing. */
  const offered = (name: string): unknown => {
    const mail = world.channel.sent.find(({ to }) => to.name === name);
    if (mail === undefined) throw new Error(`Nothing went to ${name}`);
    if (mail.unsubscribe === null) return null;
    expect(mail.unsubscribe).toContain(ADDRESS);
    return muteLinks.read(mail.unsubscribe.slice(ADDRESS.length), instant('2026-11-18T08:00:00+07:00'));
  };

  test('each line tells by which rule it came, in which seat, and under which version of the policy', async () => {
    world.member('so-noi-vu', 'Lan');
    world.member('so-y-te', 'Hải');
    world.rules.adopt(fewRules, instant('2026-11-01T18:00:00Z'));
    await world.enter({ leads: ['so-noi-vu'], coordinators: ['so-y-te'], due: '2026-11-27' });
    await world.round(worker);
    const policy = 'Chính sách nhắc việc chung, bản số 1, từ ngày 02/11/2026.';
    const whys = (): readonly string[] =>
      world.channel.sent.flatMap(({ to, text, html }) =>
        [...text.matchAll(/^ {2}(Lý do gửi: .*)$/gmu)].map(([, why = '']) => {
          expect(html).toContain(`<small style="font-size:13px">${why}</small>`);
          return `${to.name}: ${why}`;
        }),
      );
    expect(whys()).toContain(`Lan: Lý do gửi: Giao nhiệm vụ mới; vị trí nhận: đầu mối thực hiện của cơ quan chủ trì; ${policy}`);
    await at('2026-11-18T07:31:00+07:00');
    expect(whys().toSorted()).toEqual([
      `Hải: Lý do gửi: Trước hạn 07 ngày làm việc; vị trí nhận: đầu mối của cơ quan phối hợp; ${policy}`,
      `Lan: Lý do gửi: Trước hạn 07 ngày làm việc; vị trí nhận: đầu mối thực hiện của cơ quan chủ trì; ${policy}`,
    ]);
  });

  test('it may be answered with "no more of these" where all of it may be muted, each reader for themselves', async () => {
    const lan = world.member('so-noi-vu', 'Lan');
    const other = world.member('so-y-te', 'Hải');
    await world.enter({ leads: ['so-noi-vu'], coordinators: ['so-y-te'], due: '2026-11-27' });
    await world.round(worker);
    // An assignment asks for an act.
    expect(offered('Lan')).toBeNull();
    await at('2026-11-18T07:31:00+07:00');
    const person = ({ key }: { readonly key: string }): string => key.slice('person:'.length);
    expect(offered('Lan')).toEqual({ person: person(lan), days: [7], coordination: false, isExpired: false });
    expect(offered('Hải')).toEqual({ person: person(other), days: [], coordination: true, isExpired: false });
  });

  test('one line of a legal deadline, and nothing is offered; where to change the time is told', async () => {
    world.member('so-noi-vu', 'Lan');
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-17' });
    await world.round(worker);
    await at('2026-11-18T07:31:00+07:00');
    expect(offered('Lan')).toBeNull();
    expect(world.channel.sent[0]?.text).toContain('Thay đổi thời gian nhận thư nhắc: http://localhost:3000/thoi-gian-nhan-thu');
  });

  test('nothing is offered to who receives for an absent colleague, nor to a mailbox that many read', async () => {
    const standIn = randomUUID();
    world.standIns.set(standIn, { absent: 'Nông Thị Lan', from: plainDate('2026-11-16'), to: plainDate('2026-11-20'), reason: null });
    world.people.set('so-noi-vu', [{ ...world.member('so-noi-vu', 'Hải'), standIn }]);
    const mailbox = { key: 'mailbox:so-y-te', channel: 'email', name: 'Sở Y tế', address: 'van-thu@so-y-te.invalid' } as const;
    world.people.set('so-y-te', [mailbox]);
    await world.enter({ leads: ['so-noi-vu', 'so-y-te'], due: '2026-11-27' });
    await world.round(worker);
    await at('2026-11-18T07:31:00+07:00');
    expect([offered('Hải'), offered('Sở Y tế')]).toEqual([null, null]);
  });

  test('the preview says that it will be offered, with a place for the token, and mints none', async () => {
    world.member('so-noi-vu', 'Lan');
    await world.enter({ leads: ['so-noi-vu'], due: '2026-11-27' });
    await world.round(worker);
    const foretold = await worker.preview.coming(instant('2026-11-17T18:00:00+07:00'), 14);
    expect(foretold.map(({ day, unsubscribe }) => [day, unsubscribe])).toEqual([
      ['2026-11-18', `${ADDRESS}[[tat-nhac 7]]`],
      ['2026-11-26', `${ADDRESS}[[tat-nhac 1]]`],
      ['2026-11-30', null],
    ]);
  });
});
