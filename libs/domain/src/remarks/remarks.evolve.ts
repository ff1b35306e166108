import { assertNever } from '../shared/decision.js';
import type { Recorded } from '../shared/meta.js';
import type { Remark, RemarkAdded, RemarkEvent, Remarks } from './remarks.model.js';

export const initialRemarks: Remarks = { taskId: null, remarks: [], version: 0 };

const added = ({ data }: RemarkAdded, { actor, recordedAt }: Recorded): Remark => {
  const { remark: number, taskId: _task, effectiveAt: _effective, ...said } = data;
  return { ...said, number, author: actor, at: recordedAt, before: [], textAt: recordedAt, removed: null, seen: [] };
};

const changed = (remark: Remark, event: Exclude<RemarkEvent, RemarkAdded>, { actor, recordedAt: at }: Recorded): Remark => {
  switch (event.type) {
    case 'RemarkEdited':
      return {
        ...remark,
        text: event.data.text,
        textAt: at,
        before: [...remark.before, { text: remark.text, at: remark.textAt, seen: remark.seen }],
        // Nobody has read the new words: they wait again.
        seen: [],
      };
    case 'RemarkRemoved':
      return { ...remark, removed: { at, by: actor, reason: event.data.reason } };
    case 'RemarkSeen':
      return { ...remark, seen: [...remark.seen, { agencyId: event.data.agencyId, office: event.data.office, at }] };
    default:
      return assertNever(event);
  }
};

/** What the remarks become by an event of the log. Total and dull. */
export const evolveRemarks = (state: Remarks, event: RemarkEvent, recorded: Recorded): Remarks => {
  const { version } = recorded;
  if (event.type === 'RemarkAdded') return { taskId: event.data.taskId, remarks: [...state.remarks, added(event, recorded)], version };
  const remarks = state.remarks.map((remark) => (remark.number === event.data.remark ? changed(remark, event, recorded) : remark));
  return { ...state, remarks, version };
};

/** The agencies in whose inbox a remark still waits. */
export const waitsFor = ({ to, removed, seen }: Remark): Remark['to'] =>
  removed === null ? to.filter((agency) => !seen.some(({ agencyId }) => agencyId === agency)) : [];

/** Whether it still waits for the Office. */
export const waitsForOffice = ({ office, removed, seen }: Remark): boolean =>
  office && removed === null && !seen.some((each) => each.office);
