import type pg from 'pg';
import type { Registry } from 'prom-client';
import type { TokenKeeper, ZaloStatusBoard } from '#channels';
import { liveGauge } from '#platform';
import { channelLoads, type ChannelLoad } from '#reminders';

const LOADS: readonly { readonly name: string; readonly help: string; readonly of: (load: ChannelLoad) => number }[] = [
  { name: 'dondoc_channel_waiting', help: 'Deliveries of the channel that have not left', of: ({ waiting }) => waiting },
  {
    name: 'dondoc_channel_oldest_due_seconds',
    help: 'How long the oldest delivery that is due has been so',
    of: ({ oldestDueSeconds }) => oldestDueSeconds,
  },
  { name: 'dondoc_channel_paused', help: '1: the channel rests until a person resumes it', of: ({ isPaused }) => Number(isPaused) },
];

/** How each channel stands, for Prometheus, as the ledger has it. */
export const measureChannels = (registry: Registry, pool: pg.Pool): void => {
  for (const { name, help, of } of LOADS) {
    liveGauge(registry, { name, help, labels: ['channel'] }, async (own) => {
      for (const load of await channelLoads(pool)) own.set({ channel: load.channel }, of(load));
    });
  }
};

/** How the province's account on Zalo stands. What was never heard of has no value. */
export const measureZalo = (
  registry: Registry,
  tokens: Pick<TokenKeeper, 'health'>,
  status: Pick<ZaloStatusBoard, 'read'>,
  now: () => number,
): void => {
  liveGauge(
    registry,
    { name: 'dondoc_zalo_quota', help: 'Messages of the day that the account may send, and that are left', labels: ['of'] },
    async (own) => {
      const { quota } = await status.read();
      if (quota === null) return;
      own.set({ of: 'day' }, quota.daily);
      own.set({ of: 'left' }, quota.remaining);
    },
  );
  liveGauge(registry, { name: 'dondoc_zalo_alarm', help: '1: a person has to mend something', labels: [] }, async (own) => {
    own.set(Number((await status.read()).alarm !== null));
  });
  liveGauge(registry, { name: 'dondoc_zalo_linked', help: '1: the account has a chain of tokens', labels: [] }, async (own) => {
    own.set(Number((await tokens.health()).state === 'good'));
  });
  liveGauge(
    registry,
    { name: 'dondoc_zalo_token_age_seconds', help: 'Since the pair of tokens was last renewed', labels: [] },
    async (own) => {
      const { refreshedAt } = await tokens.health();
      if (refreshedAt !== null) own.set((now() - Date.parse(refreshedAt)) / 1_000);
    },
  );
};
