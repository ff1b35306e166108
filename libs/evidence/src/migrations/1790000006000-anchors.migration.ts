import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Signed anchors of the log and the keys that sign them. `kept` holds the roots of the tree's whole subtrees, so that the next
 * anchor begins where this one ends. Like events, anchors are never changed; the sealed half of a key opens with the master key alone.
 */
export class Anchors1790000006000 implements MigrationInterface {
  readonly name = 'Anchors1790000006000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table es.anchor_keys (
        public_key  bytea          not null primary key check (octet_length(public_key) = 32),
        sealed_seed bytea          not null,
        made_at     timestamptz(3) not null default app_now()
      )`);
    await runner.query(`
      create table es.anchors (
        shard      smallint       not null default 0,
        position   bigint         not null,
        chain_hash bytea          not null,
        tree_root  bytea          not null,
        made_at    timestamptz(3) not null,
        public_key bytea          not null references es.anchor_keys,
        signature  bytea          not null,
        kept       bytea          not null,
        primary key (shard, position)
      )`);
    await runner.query(`
      create trigger anchors_append_only before update or delete or truncate on es.anchors
        for each statement execute function es.refuse_change()`);
    await runner.query('revoke all on es.anchors, es.anchor_keys from public');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table es.anchors; drop table es.anchor_keys');
  }
}
