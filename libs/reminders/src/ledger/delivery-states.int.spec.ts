import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventStoreMigrations } from '#event-store';
import { setClockOffset } from '#platform';
import { createTestDatabase, type TestDatabase } from '#testing';
import { claim, lapse, postpone, rest, settle, startHandingOver, type ClaimedDelivery } from './delivery-states.js';
import { remindersMigrations } from './reminders.migrations.js';

describe('the states of a delivery', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ migrations: [...eventStoreMigrations, ...remindersMigrations] });
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.pool.query('truncate rem.deliveries cascade; delete from rem.paused_channels');
    await at('08:00:00');
  });

  const at = (time: string): Promise<void> => setClockOffset(database.pool, `2026-11-02T${time}+07:00`, { again: true });
  const make = async (set = ''): Promise<string> => {
    const { rows } = await database.pool.query<{ id: string }>(
      "insert into rem.deliveries (recipient_key, channel, kind) values ('person:1', 'email', 'at-once') returning id",
    );
    const { id } = rows[0]!;
    if (set !== '') await database.pool.query(`update rem.deliveries set ${set} where id = $1`, [id]);
    return id;
  };
  const take = async (id: string): Promise<ClaimedDelivery> => (await claim(database.pool, [id]))[0]!;
  const begin = async (held: ClaimedDelivery): Promise<boolean> =>
    (await startHandingOver(database.pool, [{ delivery: held, heads: new Map([['t', 3]]) }])).has(held.id);
  const sent = (delivery: ClaimedDelivery): Promise<void> =>
    settle(database.pool, [{ delivery, settlement: { status: 'sent', reference: '<1@x>' } }]);
  const unsure = (delivery: ClaimedDelivery): Promise<void> =>
    settle(database.pool, [{ delivery, settlement: { status: 'uncertain', reason: 'ECONNRESET' } }]);
  /** Status, fence, attempts, why. */
  const state = async (id: string): Promise<string> => {
    const { rows } = await database.pool.query<{ state: string }>(
      "select concat_ws(' ', status, fence, attempts, coalesce(reference, reason)) as state from rem.deliveries where id = $1",
      [id],
    );
    return rows[0]!.state;
  };

  test('of those that are ready, or to be tried again, what is due is claimed; each claim has another fence', async () => {
    const [ready, retry, later] = [await make(), await make("status = 'retry'"), await make("next_at = app_now() + interval '1 minute'")];
    const claimed = await claim(database.pool, [retry, later, ready]);
    expect(claimed.map(({ id, fence, attempts }) => [id, fence, attempts])).toEqual([
      [retry, 1, 1],
      [ready, 1, 1],
    ]);
    expect(await claim(database.pool, [retry, ready])).toEqual([]);
    await at('08:02:30');
    expect((await claim(database.pool, [ready])).map(({ fence, attempts }) => [fence, attempts])).toEqual([[2, 2]]);
  });

  test.each(['handing-over', 'sent', 'refused', 'uncertain', 'void'])(
    'what is %s is never claimed, however old its lease',
    async (status) => {
      const id = await make(`status = '${status}', lease_until = app_now() - interval '1 hour', next_at = app_now() - interval '1 hour'`);
      expect(await claim(database.pool, [id])).toEqual([]);
    },
  );

  test('nothing of a channel that is paused is claimed', async () => {
    const id = await make();
    await database.pool.query("insert into rem.paused_channels (name, reason) values ('email', 'quota')");
    expect(await claim(database.pool, [id])).toEqual([]);
  });

  test('it is begun by whoever claimed it last, once, and while the lease runs', async () => {
    const id = await make();
    const first = await take(id);
    await at('08:02:30');
    expect(await begin(first)).toBe(false);
    const second = await take(id);
    expect([await begin(first), await begin(second), await begin(second)]).toEqual([false, true, false]);
    expect(await state(id)).toBe('handing-over 2 2');
    const { rows } = await database.pool.query('select heads from rem.deliveries where id = $1', [id]);
    expect(rows).toEqual([{ heads: { t: 3 } }]);
  });

  test('whoever lost the claim records nothing: not an outcome, not another attempt, not a rest', async () => {
    const id = await make();
    const first = await take(id);
    await at('08:02:30');
    const second = await take(id);
    await sent(first);
    await unsure(first);
    await postpone(database.pool, first, 60, 'busy');
    await rest(database.pool, first, 60, 'held');
    expect(await state(id)).toBe('claimed 2 2');
    await begin(second);
    await sent(second);
    expect(await state(id)).toBe('sent 2 2 <1@x>');
  });

  test('an outcome stands: but that a message was sent corrects that it was uncertain', async () => {
    const id = await make();
    const held = await take(id);
    await begin(held);
    await unsure(held);
    expect(await state(id)).toBe('uncertain 1 1 ECONNRESET');
    await postpone(database.pool, held, 0, 'busy');
    await settle(database.pool, [{ delivery: held, settlement: { status: 'refused', reason: '550' } }]);
    expect(await state(id)).toBe('uncertain 1 1 ECONNRESET');
    await sent(held);
    await unsure(held);
    expect(await state(id)).toBe('sent 1 1 <1@x>');
  });

  test('put off it waits so long, and its attempt is told of; a rest is no attempt, and what is begun does not rest', async () => {
    const id = await make();
    await postpone(database.pool, await take(id), 60, '451 busy');
    expect(await claim(database.pool, [id])).toEqual([]);
    await at('08:01:01');
    const second = await take(id);
    await rest(database.pool, second, 60, 'held *');
    expect(await state(id)).toBe('retry 2 1 held *');
    const { rows } = await database.pool.query<{ tries: readonly { readonly reason: string }[] }>(
      'select tries from rem.deliveries where id = $1',
      [id],
    );
    expect(rows[0]!.tries.map(({ reason }) => reason)).toEqual(['451 busy']);
    expect(await claim(database.pool, [id])).toEqual([]);
    await at('08:02:02');
    const third = await take(id);
    await begin(third);
    await rest(database.pool, third, 0, 'held *');
    expect(await state(id)).toBe('handing-over 3 2 held *');
    // The server refused it for now after all of it had come.
    await postpone(database.pool, third, 60, '452 full');
    expect(await state(id)).toBe('retry 3 2 452 full');
  });

  test('when a lease is over what was claimed is tried again, and what was being handed over is uncertain; not before', async () => {
    const [claimed, begun, other] = [await make(), await make(), await make()];
    await take(claimed);
    await begin(await take(begun));
    await sent(await take(other));
    await at('08:01:55');
    await lapse(database.pool);
    expect([await state(claimed), await state(begun)]).toEqual(['claimed 1 1', 'handing-over 1 1']);
    await at('08:02:30');
    await lapse(database.pool);
    expect(await Promise.all([claimed, begun, other].map(state))).toEqual([
      'retry 1 1 lapsed while claimed',
      'uncertain 1 1 lapsed while handing over',
      'sent 1 1 <1@x>',
    ]);
    const { rows } = await database.pool.query<{ id: string }>('select id from rem.deliveries where settled_at is null');
    expect(rows).toEqual([{ id: claimed }]);
  });
});
