import type { AskView, LeadPartView, SessionView, TaskDetail } from '#contracts';
import type { TaskSearch } from '../../app/searches.js';
import type { Act, ActSubject } from '../acts/act.js';
import { actOf, isAskVerb } from '../acts/catalogue.js';

const isOpen = (ask: AskView): boolean => ask.outcome.kind === 'open';

/** Without an agency in the address: the reader's own ask, else one whose release is asked for. */
const meant = (asks: readonly AskView[], session: SessionView): AskView | null => {
  const isOwn = (ask: AskView): boolean => session.memberships.some(({ agency }) => agency.id === ask.agency.id);
  return asks.find((ask) => isOpen(ask) && isOwn(ask)) ?? asks.find((ask) => isOpen(ask) && ask.releaseRequested !== null) ?? null;
};

/** The ask an address means: of a lead part by number, or a coordinating part's general request. */
const askOf = (task: TaskDetail, part: LeadPartView | null, search: TaskSearch, session: SessionView): AskView | null => {
  const asks = part === null ? task.coordinatingParts.map((coordinating) => coordinating.participation) : part.asks;
  const [number, agency] = search.hoi?.split('~') ?? [];
  const numbered = number === undefined ? asks : asks.filter((ask) => String(ask.number) === number);
  return agency === undefined ? meant(numbered, session) : (numbered.find((ask) => ask.agency.id === agency) ?? null);
};

interface ActShown {
  readonly act: Act;
  readonly subject: ActSubject;
}

/** The act whose form the address opens, with what it is about; null where the address names none that there is. */
export const actShown = (task: TaskDetail, search: TaskSearch, session: SessionView): ActShown | null => {
  const act = actOf(search.viec);
  if (act === null) return null;
  const part = task.parts.find((candidate) => candidate.part === search.luot) ?? null;
  const ask = isAskVerb(act.verb) ? askOf(task, part, search, session) : null;
  if (isAskVerb(act.verb) && ask === null) return null;
  return { act, subject: { task, part, ask, today: session.today } };
};

/** How the address names an ask: its number with its agency, since general requests all have number 0. */
export const askKey = (ask: AskView): string => `${String(ask.number)}~${ask.agency.id}`;
