import { OA_WINDOW_DAYS, standIn, TokenKeeper, ZALO_HOSTS, ZaloChannel, ZaloClient, ZaloStatusBoard, type Channel } from '#channels';
import { ZaloLinks } from '#identity';
import type { AppContext } from '#platform';
import { CourtesyGate, type LiveCalendar } from '#reminders';

/** Zalo, where the settings name the province's account; else none. */
export const openZalo = ({ config, pool, masterKey, clock }: AppContext, calendar: LiveCalendar): readonly Channel[] => {
  if (config.zalo === null) return [];
  const { url, ...account } = config.zalo;
  const client = new ZaloClient({ ...account, hosts: url === null ? ZALO_HOSTS : standIn(url) });
  const gate = new CourtesyGate(pool, calendar);
  const links = new ZaloLinks(pool);
  const channel = new ZaloChannel({
    client,
    tokens: new TokenKeeper(pool, masterKey, client),
    status: new ZaloStatusBoard(pool),
    now: () => new Date(clock.now()),
    restsUntil: (deliveryId) => gate.restsUntil(deliveryId),
    openWindow: (phone) => links.openWindow(phone, OA_WINDOW_DAYS),
  });
  return [channel];
};
