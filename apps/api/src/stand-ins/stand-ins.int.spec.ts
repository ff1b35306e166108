import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Problem, StandInsView, StandInView, SessionView } from '#contracts';
import { plainDate, type AgencyId, type PersonId } from '#domain';
import { PostgresPeople, type Position } from '#identity';
import { newId } from '#platform';
import { z } from 'zod';
import { createApiBed, type ApiBed } from '../testing/api-bed.js';
import type { ApiClient } from '../testing/api-client.js';

describe('who receives for whom', () => {
  let bed: ApiBed;
  let officer: ApiClient;
  let me: string;
  let colleague: PersonId;
  let third: PersonId;

  const member = async (name: string, position: Position = 'officer'): Promise<PersonId> => {
    const people = new PostgresPeople(bed.resources.context.pool);
    const id = newId() as PersonId;
    await people.savePerson({ id, name, email: null, phone: null, zaloId: null, zaloConsent: false });
    const agencyId = 'so-noi-vu' as AgencyId;
    await people.saveMembership({ personId: id, agencyId, unit: null, position, from: plainDate('2023-01-01'), to: null });
    return id;
  };
  beforeAll(async () => {
    bed = await createApiBed();
    officer = await bed.signIn('so-noi-vu');
    me = (await officer.get('/session', SessionView)).person.id;
    colleague = await member('Lý Văn Hải');
    third = await member('Hoàng Thị Bê');
  });
  afterAll(() => bed.close());

  const wanted = (some: object = {}) => ({
    ...{ agency: 'so-noi-vu', absent: me, receiver: colleague, from: '2026-11-23', to: '2026-11-27', reason: 'Nghỉ phép', ...some },
  });
  const name = (some: object = {}, client = officer) => client.request('POST', '/stand-ins', wanted(some));

  test('is named for oneself, stands, is seen by the agency and the Office, and by nobody else', async () => {
    const named = StandInsView.parse((await name()).body);
    expect(named.agencies).toMatchObject([{ agency: { name: 'Sở Nội vụ' }, mayNameFor: 'self' }]);
    expect(named.standIns).toMatchObject([
      {
        absent: { id: me },
        receiver: { name: 'Lý Văn Hải' },
        reason: 'Nghỉ phép',
        state: 'standing',
        mayEnd: true,
        receiverIsAbsent: false,
        ended: null,
      },
    ]);
    const office = await bed.signIn('van-phong-ubnd-tinh');
    expect((await office.get('/stand-ins', StandInsView)).standIns).toHaveLength(1);
    const other = await bed.signIn('so-tai-chinh');
    expect((await other.get('/stand-ins', StandInsView)).standIns).toEqual([]);
    expect((await bed.anonymous().request('GET', '/stand-ins')).status).toBe(401);
  });

  test.each([
    [{}, 'STAND_IN.OVERLAP', '/from', 'đã có người nhận thay'],
    [{ from: '2026-11-30', to: '2026-11-29' }, 'STAND_IN.DAYS', '/to', 'Ngày cuối'],
    [{ from: '2026-11-01', to: '2026-11-22' }, 'STAND_IN.DAYS', '/to', 'từ hôm nay'],
  ])('%j beside it is refused: %s', async (some, code, pointer, words) => {
    const answer = await name(some);
    expect(answer.status).toBe(422);
    expect(Problem.parse(answer.body)).toMatchObject({ code, errors: [{ pointer, message: expect.stringContaining(words) }] });
  });

  test('an administrator names for others, but no circle, nobody absent, nobody of another agency and nobody for themselves', async () => {
    const admin = await bed.signIn('admin');
    const codes = async (some: object) => Problem.parse((await name(some, admin)).body).code;
    expect(await codes({ absent: colleague, receiver: me })).toBe('STAND_IN.CIRCLE');
    expect(await codes({ absent: third, receiver: me })).toBe('STAND_IN.ABSENT');
    expect(await codes({ absent: third, receiver: third })).toBe('STAND_IN.SELF');
    expect(await codes({ absent: third, receiver: newId() })).toBe('STAND_IN.MEMBER');
    expect((await admin.get('/stand-ins', StandInsView)).agencies).toContainEqual(expect.objectContaining({ mayNameFor: 'everybody' }));
  });

  test('an officer names for nobody else; a clerk of the agency does', async () => {
    expect((await name({ absent: third, receiver: colleague })).status).toBe(403);
    const people = new PostgresPeople(bed.resources.context.pool);
    const agencyId = 'so-noi-vu' as AgencyId;
    await people.saveMembership({
      personId: me as PersonId,
      agencyId,
      unit: null,
      position: 'clerk',
      from: plainDate('2023-01-01'),
      to: null,
    });
    expect((await name({ absent: third, receiver: colleague })).status).toBe(200);
    await people.saveMembership({
      personId: me as PersonId,
      agencyId,
      unit: null,
      position: 'officer',
      from: plainDate('2023-01-01'),
      to: null,
    });
  });

  test('ended early it is over at once, twice is refused, and that it stood can be told as of then', async () => {
    const [one] = (await officer.get('/stand-ins', StandInsView)).standIns.filter(({ absent }) => absent.id === me);
    const stood = async (asOf: string) =>
      (await officer.get(`/stand-ins/stood?on=2026-11-24&asOf=${encodeURIComponent(asOf)}`, z.array(StandInView))).filter(
        ({ id }) => id === one?.id,
      );
    const ended = await officer.request('POST', `/stand-ins/${one?.id ?? ''}/end`);
    expect(StandInsView.parse(ended.body).standIns).toContainEqual(expect.objectContaining({ id: one?.id, state: 'ended', mayEnd: false }));
    const again = await officer.request('POST', `/stand-ins/${one?.id ?? ''}/end`);
    expect(again.status).toBe(409);
    expect(Problem.parse(again.body).code).toBe('STAND_IN.ENDED');
    expect(await stood(one?.namedAt ?? '')).toHaveLength(1);
    expect(await stood('2999-01-01T00:00:00Z')).toEqual([]);
    const other = await bed.signIn('so-tai-chinh');
    expect((await other.request('POST', `/stand-ins/${one?.id ?? ''}/end`)).status).toBe(404);
  });
});
