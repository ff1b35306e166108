import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people ordered about reminders: nothing is changed or taken away here, a hold is lifted by an order of its own. A delivery that
 * was sent again on somebody's word names the earlier one; of one delivery there is at most one such successor.
 */
export class ReminderOrders1790000004300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table rem.deliveries add column again_of uuid references rem.deliveries (id);
      create unique index deliveries_again on rem.deliveries (again_of) where again_of is not null;
      create table rem.orders (
        id            uuid primary key default uuidv7(),
        kind          text not null check (kind in ('hold', 'lift', 'send-now', 'resend')),
        task_id       uuid not null,
        -- A row of the plan, or a delivery.
        plan_key      text,
        delivery_id   uuid references rem.deliveries (id),
        -- Of a hold: when it ends by itself. Of a lift: the hold.
        until         timestamptz,
        hold_id       uuid references rem.orders (id),
        made_delivery uuid references rem.deliveries (id),
        reason        text not null,
        person_id     uuid not null,
        request_key   text,
        request_hash  text,
        ordered_at    timestamptz not null default app_now(),
        check ((plan_key is null) <> (delivery_id is null)),
        check ((kind = 'hold') = (until is not null)),
        check ((kind = 'lift') = (hold_id is not null))
      );
      create unique index orders_request on rem.orders (person_id, request_key) where request_key is not null;
      create unique index orders_lift on rem.orders (hold_id) where hold_id is not null;
      create index orders_task on rem.orders (task_id);
      create index orders_row on rem.orders (plan_key) where plan_key is not null;
      create index orders_delivery on rem.orders (delivery_id) where delivery_id is not null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table rem.orders; drop index rem.deliveries_again; alter table rem.deliveries drop column again_of');
  }
}
