import { accept, nothing } from '../../shared/decision.js';
import { dateInVietnam, earliest, type PlainDate } from '../../shared/plain-date.js';
import type { Ask } from '../task.state.js';
import { closedAsk, onAsks, type FoundAsk } from './coordination.js';
import { firstOf, onTask, refuse, refuseIf, unlessRefused, type CommandOf, type Scene, type TaskDecision } from './scene.js';

const onAskOf = (
  { data }: CommandOf<'RecordDelivery' | 'AcceptSilence'>,
  scene: Scene,
  act: (found: FoundAsk) => TaskDecision,
): TaskDecision =>
  onTask(scene, () => {
    const { part, ask, agencyId } = data;
    return onAsks(scene, data, (found) =>
      found.ask.agencyId === agencyId ? act(found) : refuse('TASK.NO_SUCH_ASK', { part, ask, agency: agencyId }),
    );
  });

/** What proves that a request arrived is recorded, never supposed: a mail that left has not arrived. */
export const recordDelivery = (command: CommandOf<'RecordDelivery'>, scene: Scene): TaskDecision =>
  onAskOf(command, scene, (found) => {
    const { on, evidence, document } = command.data;
    const asked = dateInVietnam(found.ask.askedAt.effective);
    if (found.ask.delivered?.on === on && found.ask.delivered.evidence === evidence) return nothing();
    return (
      closedAsk(found) ??
      unlessRefused(
        firstOf(
          refuseIf(on > scene.today, 'TASK.DELIVERED_IN_FUTURE', { on, today: scene.today }),
          refuseIf(on < asked, 'TASK.DELIVERED_BEFORE_ASKED', { on, asked }),
        ),
        { type: 'AskDelivered', data: { ...found.reference, on, evidence, document, effectiveAt: scene.at } },
      )
    );
  });

/** Proved by a record, or by the agency's own acknowledgement. */
const deliveredOn = ({ delivered, acknowledgedAt }: Ask): PlainDate | null =>
  earliest([...(delivered === null ? [] : [delivered.on]), ...(acknowledgedAt === null ? [] : [dateInVietnam(acknowledgedAt.effective)])]);

/** "Im lặng là đồng ý" only where the policy says so, the request is proved to have arrived in time, and its date has passed in silence. */
export const acceptSilence = (command: CommandOf<'AcceptSilence'>, scene: Scene): TaskDecision =>
  onAskOf(command, scene, (found) => {
    const { ask, reference } = found;
    if (ask.outcome.kind === 'silent') return nothing();
    const { replyBy, releaseRequested } = ask;
    const details = { part: reference.part, ask: reference.ask, replyBy };
    const arrived = deliveredOn(ask);
    const closed = closedAsk(found);
    if (closed !== null) return closed;
    if (!scene.facts.policy.silenceIsConsent) return refuse('TASK.SILENCE_IS_NO_CONSENT', details);
    if (replyBy === null || scene.today <= replyBy) return refuse('TASK.REPLY_DATE_NOT_PASSED', details);
    if (releaseRequested !== null) return refuse('TASK.NOT_SILENT', details);
    if (arrived === null || arrived > replyBy) return refuse('TASK.DELIVERY_NOT_PROVED', details);
    return accept({ type: 'SilenceAccepted', data: { ...reference, replyBy, deliveredOn: arrived, effectiveAt: scene.at } });
  });
