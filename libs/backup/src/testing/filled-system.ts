import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { plainDate, type AgencyId, type PersonId } from '#domain';
import { openEventStorePool, PostgresEventStore } from '#event-store';
import { makeAnchor } from '#evidence';
import { PostgresFileStore } from '#files';
import { Accounts, PostgresPeople } from '#identity';
import { MasterKey, newId } from '#platform';
import { allMigrations, allTables } from '#schema';
import { createTestDatabase, type TestDatabase } from '#testing';

export const appendSome = async (url: string, count: number): Promise<void> => {
  const pool = openEventStorePool({ connectionString: url });
  const store = new PostgresEventStore({ pool, known: 'any' });
  const one = async (nth: number): Promise<void> => {
    const key = newId();
    await store.append({
      streamId: `case-${nth % 50}`,
      expected: 'any',
      actor: 'lan',
      meta: { via: 'web' },
      request: { key, hash: key },
      events: [{ type: 'Written', data: { text: 'Ủy ban\tnhân dân\ntỉnh \\. 🇻🇳 "\\" {}', nth, list: [1.5, null, { deep: true }] } }],
    });
  };
  for (let at = 0; at < count; at += 50) await Promise.all(Array.from({ length: Math.min(50, count - at) }, (_, nth) => one(at + nth)));
  await store.close();
  await pool.end();
};

/** Something in every table that a backup holds, more than a block of it, and something in those that it does not hold. */
export const filledSystem = async (): Promise<TestDatabase> => {
  const database = await createTestDatabase({ migrations: allMigrations });
  const { pool, url } = database;
  await appendSome(url, 400);
  const people = new PostgresPeople(pool);
  const id = newId() as PersonId;
  await people.savePerson({ id, name: 'Nông Thị Lan', email: 'lan@example.invalid', phone: null, zaloId: null, zaloConsent: false });
  const from = plainDate('2024-01-01');
  await people.saveMembership({ personId: id, agencyId: 'so-noi-vu' as AgencyId, unit: null, position: 'head', from, to: null });
  await people.saveMailbox('so-noi-vu' as AgencyId, 'van-thu@example.invalid');
  const account = await new Accounts(pool).create({ username: 'lan', password: 'mật khẩu rất dài', personId: id, roles: ['member'] });
  await pool.query(`insert into id.sessions (token_sha256, account_id, expires_at) values ('\\x00', $1, now())`, [account?.id]);
  const file = await new PostgresFileStore(pool).put(Readable.from([Buffer.from('%PDF'), randomBytes(1_500_000)]), {
    name: 'báo cáo.pdf',
    mediaType: 'application/pdf',
  });
  await pool.query("insert into id.reminder_wishes values ($1, 1, 540, '{30,7}', false, $1)", [id]);
  const other = newId() as PersonId;
  await people.savePerson({ id: other, name: 'Lý Văn Hải', email: null, phone: null, zaloId: null, zaloConsent: false });
  await pool.query(
    `insert into id.stand_ins (id, agency_id, absent_id, receiver_id, from_day, to_day, reason, gets_copy, named_by)
     values ($1, 'so-noi-vu', $2, $3, '2026-11-23', '2026-11-27', 'Nghỉ phép', false, $2)`,
    [newId(), id, other],
  );
  await pool.query('insert into files.uploads (sha256, person_id) values ($1, $2)', [Buffer.from(file.sha256, 'hex'), id]);
  await makeAnchor({ pool, masterKey: new MasterKey(Buffer.alloc(32, 7).toString('base64')) });
  for (const statement of rest) await pool.query(statement);
  return database;
};

const rest = [
  `insert into id.erasures values ('0190a000-0000-7000-8000-000000000003', '0190a000-0000-7000-8000-000000000004', '{}', 'Đơn số 1', 'cli', now())`,
  `insert into es.anchor_mails (position, address) values (400, 'luu-tru@example.invalid')`,
  `insert into public.master_key_mark (mark) values ('aaaa-bbbb')`,
  `insert into es.requests values ('main', 'lan', 'k', 'h', '{"version": 1}', now())`,
  `insert into es.subject_keys (tenant_id, subject_id, wrapped_key) values ('main', 's', '\\x0102')`,
  `insert into es.snapshots (tenant_id, stream_id, fold_hash, version, position, recorded_at, state) values ('main', 'case-1', 'fold', 1, 1, now(), '{}')`,
  `insert into rem.deliveries (id, recipient_key, channel, kind) values ('0190a000-0000-7000-8000-000000000001', 'mailbox:x', 'email', 'at-once')`,
  `insert into rem.ledger (row_key, recipient_key, plan_key, task_id, subject, subject_version, rule, occurrence, agency, seat, due_at, policy_version, delivery_id)
   values ('r', 'mailbox:x', 'p', '0190a000-0000-7000-8000-000000000002', 's', '1', 'rule', 'o', 'so-noi-vu', 'lead', now(), 1, '0190a000-0000-7000-8000-000000000001')`,
  `insert into rem.paused_channels (name, reason) values ('zalo', 'zalo -115')`,
  `insert into rem.courtesy_days values ('zalo:x', '2026-11-27', '0190a000-0000-7000-8000-000000000001')`,
  `insert into rem.orders (kind, task_id, delivery_id, reason, person_id)
   values ('send-now', gen_random_uuid(), '0190a000-0000-7000-8000-000000000001', 'Gấp', gen_random_uuid())`,
  `insert into id.refused_addresses (address, reason) values ('hong@example.invalid', '550')`,
  `insert into channels.zalo_tokens (sealed, generation, expires_at) values ('\\x00', 1, now())`,
  `insert into channels.caught_mail (sender, recipients, subject, raw) values ('a', '{b,"c d"}', 'Nhắc việc', '\\x00ff0a5c')`,
];

/** Each truth's rows as text in one digest, so that two databases can be compared. */
export const contents = async (pool: pg.Pool): Promise<Record<string, string>> => {
  const found: Record<string, string> = {};
  for (const { name, holds } of allTables) {
    if (holds !== 'truth') continue;
    const { rows } = await pool.query<{ content: string }>(
      `select concat_ws(' ', count(*), md5(string_agg(t::text, e'\\n' order by t::text collate "C"))) as content from ${name} t`,
    );
    found[name] = rows[0]?.content ?? '';
  }
  return found;
};
