import { laterOf } from '../../shared/instant.js';
import type { Recorded } from '../../shared/meta.js';
import type { TaskAmended } from '../task.events.js';
import type { LeadPart, Moment, Situation, Task } from '../task.state.js';
import { momentOf } from './part.js';

/** Work that had begun waits for a receipt of the new words, and goes on from where it stood. */
const awaitingAgain = (situation: Situation): Situation => {
  if (situation.name === 'acknowledged' || situation.name === 'in-progress') return { name: 'awaiting', was: situation.name };
  if (situation.name !== 'suspended') return situation;
  const was = awaitingAgain(situation.was);
  return was.name === 'awaiting' ? { ...situation, was } : situation;
};

const asked = (part: LeadPart, at: Moment, version: number): LeadPart => ({
  ...part,
  situation: awaitingAgain(part.situation),
  acknowledgedAt: null,
  amendedAt: at,
  lastActAt: laterOf(part.lastActAt, at.effective),
  version,
});

export const amend = (task: Task, event: TaskAmended, recorded: Recorded): Task => {
  const { amendment, to, acknowledgeAgain, withdrawn, basis } = event.data;
  const at = momentOf(event, recorded);
  return {
    ...task,
    ...to,
    ...(amendment === null ? {} : { amendment }),
    ...(withdrawn ? { withdrawnBy: basis } : {}),
    leads: task.leads.map((part) => (acknowledgeAgain.includes(part.id) ? asked(part, at, recorded.version) : part)),
    ownVersion: recorded.version,
  };
};
