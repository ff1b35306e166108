import type { DeclaredTable } from '#backup';

const truth = (name: string): DeclaredTable => ({ name, holds: 'truth' });
const cache = (name: string): DeclaredTable => ({ name, holds: 'cache' });
const leftOut = (name: string, reason: string): DeclaredTable => ({ name, holds: 'left-out', reason });

/**
 * Every table of this system and what a backup does with it. Truths stand in the order in which they are filled at a restore:
 * what is referred to comes first.
 */
export const allTables: readonly DeclaredTable[] = [
  truth('public.master_key_mark'),
  truth('es.log_head'),
  truth('es.events'),
  truth('es.requests'),
  truth('es.anchor_keys'),
  truth('es.anchors'),
  truth('es.anchor_mails'),
  truth('es.subject_keys'),
  truth('id.people'),
  truth('id.memberships'),
  truth('id.mailboxes'),
  truth('id.reminder_wishes'),
  truth('id.stand_ins'),
  truth('id.refused_addresses'),
  truth('id.accounts'),
  truth('id.erasures'),
  truth('rem.deliveries'),
  truth('rem.ledger'),
  truth('rem.paused_channels'),
  truth('rem.courtesy_days'),
  truth('rem.orders'),
  truth('files.blobs'),
  truth('files.chunks'),
  truth('files.uploads'),
  truth('channels.caught_mail'),

  cache('es.projections'),
  cache('es.snapshots'),
  cache('es.parked_events'),
  cache('rm_*'),
  cache('rem.heartbeat'),
  cache('rem.plan_marks'),
  cache('rem.holds'),
  cache('channels.zalo_status'),
  cache('channels.mail_status'),
  cache('bullmq.*'),

  leftOut('channels.zalo_tokens', 'a secret that is good once: after a restore the account is linked again'),
  leftOut('id.sessions', 'a secret: after a restore everybody signs in again'),
  leftOut('id.zalo_codes', 'good for a quarter of an hour'),
  leftOut('rem.act_links', 'secrets: after a restore a link in an old mail leads to the page, where one signs in'),
  leftOut('id.sign_in_attempts', 'counts that run out within minutes'),
  leftOut('public.schema_migrations', 'the restore runs the migrations that the backup names'),
  leftOut('public.clock_offset', 'set at each start'),
  leftOut('public.demonstration', 'a log that is not empty is left alone by the demonstration all the same'),
  leftOut('public.unfinished_restore', 'stands while a restore is under way'),
];
