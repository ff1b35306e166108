import { accept, nothing } from '../../shared/decision.js';
import type { TaskEvent } from '../task.events.js';
import { acknowledgement } from './assignment.js';
import {
  asHolder,
  closedOrSuspended,
  firstOf,
  onLeadPart,
  refuseIf,
  unlessRefused,
  type CommandOf,
  type Scene,
  type TaskDecision,
} from './scene.js';

/** In `awaiting` it acknowledges first. The very same report, repeated, is one report. */
export const reportProgress = ({ data }: CommandOf<'ReportProgress'>, scene: Scene): TaskDecision =>
  asHolder(scene, data.part, (own) => {
    const { part, at } = own;
    if (part.progress?.at.effective === at && part.progress.text === data.text) return nothing();
    const { text, percent, status, difficulties, files, period } = data;
    const report: TaskEvent = {
      type: 'ProgressReported',
      data: { part: part.id, text, percent, status, difficulties, files, period, effectiveAt: at },
    };
    return accept(...acknowledgement(own), report);
  });

/** By the Office or the consolidating agency, on open parts. What may disturb people at night has a person's name. */
export const urgePart = ({ data }: CommandOf<'UrgePart'>, scene: Scene): TaskDecision =>
  onLeadPart(scene, data.part, (open) => {
    const { part, at, meta } = open;
    const { text, document, urgent } = data;
    if (part.urged?.at.effective === at) return nothing();
    return unlessRefused(
      firstOf(closedOrSuspended(open), refuseIf(urgent && meta.actor === null, 'TASK.URGENT_BY_NOBODY', { part: part.id })),
      { type: 'PartUrged', data: { part: part.id, text, document, urgent, effectiveAt: at } },
    );
  });
