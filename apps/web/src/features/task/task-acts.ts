import type { AskView, LeadPartView, TaskDetail } from '#contracts';
import type { TaskSearch } from '../../app/searches.js';
import type { Act, ActSubject } from '../acts/act.js';
import { actOf, isAskVerb } from '../acts/catalogue.js';

/** The ask an address means: of a lead part by number, or a coordinating part's general request. */
const askOf = (task: TaskDetail, part: LeadPartView | null, search: TaskSearch): AskView | null => {
  if (search.hoi === undefined) return null;
  const [number, agency] = search.hoi.split('~');
  const matches = (ask: AskView): boolean => String(ask.number) === number && (agency === undefined || ask.agency.id === agency);
  if (part !== null) return part.asks.find(matches) ?? null;
  return task.coordinatingParts.map((coordinating) => coordinating.participation).find(matches) ?? null;
};

/** The act whose form the address opens, with what it is about; null where the address names none that there is. */
export const actShown = (
  task: TaskDetail,
  search: TaskSearch,
  today: string,
): { readonly act: Act; readonly subject: ActSubject } | null => {
  const act = actOf(search.viec);
  if (act === null) return null;
  const part = task.parts.find((candidate) => candidate.part === search.luot) ?? null;
  const ask = askOf(task, part, search);
  if (isAskVerb(act.verb) && ask === null) return null;
  return { act, subject: { task, part, ask, today } };
};

/** How the address names an ask: its number with its agency, since general requests all have number 0. */
export const askKey = (ask: AskView): string => `${String(ask.number)}~${ask.agency.id}`;
