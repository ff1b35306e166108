import { OA_WINDOW_DAYS, standIn, TokenKeeper, ZALO_HOSTS, ZaloChannel, ZaloClient, ZaloStatusBoard, type Channel } from '#channels';
import { ZaloLinks } from '#identity';
import type { AppContext } from '#platform';
import { CourtesyGate, type LiveCalendar, type LivePolicies } from '#reminders';
import { measureZalo } from './measure-channels.js';

/** Zalo, where the settings name the province's account; else none. */
export const openZalo = (
  { config, pool, masterKey, clock, metrics }: AppContext,
  policies: LivePolicies,
  calendar: LiveCalendar,
): readonly Channel[] => {
  if (config.zalo === null) return [];
  const { url, ...account } = config.zalo;
  const client = new ZaloClient({ ...account, hosts: url === null ? ZALO_HOSTS : standIn(url) });
  const gate = new CourtesyGate(pool, policies, calendar);
  const links = new ZaloLinks(pool);
  const tokens = new TokenKeeper(pool, masterKey, client);
  const status = new ZaloStatusBoard(pool);
  // Tokens know nothing of a set clock.
  measureZalo(metrics, tokens, status, Date.now);
  const channel = new ZaloChannel({
    client,
    tokens,
    status,
    now: () => new Date(clock.now()),
    restOf: (deliveryId) => gate.restOf(deliveryId),
    openWindow: (phone) => links.openWindow(phone, OA_WINDOW_DAYS),
  });
  return [channel];
};
