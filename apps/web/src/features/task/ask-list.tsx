import { Link } from '@tanstack/react-router';
import { Button } from '@mantine/core';
import type { AskView, LeadPartView, SessionView } from '#contracts';
import { FileList } from '../../ui/file-list.js';
import { formatDate, formatInstant } from '../../words/dates.js';
import { actsAmong } from '../acts/catalogue.js';
import { askKey } from './task-acts.js';

const outcomeText = (ask: AskView): string => {
  switch (ask.outcome.kind) {
    case 'answered':
      return 'Đã tham gia ý kiến';
    case 'silent':
      return 'Không trả lời, được coi là đồng ý';
    case 'released':
      return 'Thôi yêu cầu';
    case 'lapsed':
      return 'Hết hiệu lực';
    case 'open':
      return ask.acknowledgedAt === null ? 'Chưa tiếp nhận' : 'Đã tiếp nhận, chưa trả lời';
  }
};

interface AskActsProps {
  readonly ask: AskView;
  readonly verbs: readonly string[];
  readonly part: string | null;
}

/** Buttons of what may be done with one ask. */
export const AskActs = ({ ask, verbs, part }: AskActsProps) => {
  if (ask.outcome.kind !== 'open' || verbs.length === 0) return null;
  return (
    <div className="row act-buttons no-print" role="group" aria-label={`Việc có thể làm: ý kiến của ${ask.agency.name}`}>
      {actsAmong(verbs).map((act, index) => (
        <Button
          key={act.verb}
          size="xs"
          variant={index === 0 ? 'filled' : 'default'}
          renderRoot={(props) => (
            <Link
              {...props}
              from="/nhiem-vu/$id"
              to="."
              search={({ luot: _part, ...old }) => ({
                ...old,
                viec: act.verb,
                hoi: askKey(ask),
                ...(part === null ? {} : { luot: part }),
              })}
              resetScroll={false}
            />
          )}
        >
          {act.label}
        </Button>
      ))}
    </div>
  );
};

export const AskBody = ({ ask }: { readonly ask: AskView }) => (
  <>
    <p>
      <strong>{ask.agency.name}</strong> · {outcomeText(ask)}
      {ask.outcome.at === null ? '' : ` ${formatInstant(ask.outcome.at.recorded)}`}
      {ask.replyBy === null || ask.outcome.kind !== 'open' ? null : (
        <span className={ask.overdue ? 'reply-overdue' : ''}>
          {' '}
          · trả lời trước hết ngày {formatDate(ask.replyBy)}
          {ask.overdue ? ' (quá hạn trả lời)' : ''}
        </span>
      )}
    </p>
    {ask.delivered === null ? null : (
      <p className="soft">
        Đã nhận ngày {formatDate(ask.delivered.on)}: {ask.delivered.evidence}
      </p>
    )}
    {ask.text === null ? null : <p className="prose soft">Nội dung hỏi: {ask.text}</p>}
    {ask.releaseRequested === null || ask.outcome.kind !== 'open' ? null : (
      <p className="prose">Đề nghị thôi phối hợp: {ask.releaseRequested}</p>
    )}
    {ask.outcome.text === null ? null : <p className="prose">Ý kiến: {ask.outcome.text}</p>}
    <FileList files={ask.outcome.files} />
  </>
);

const aboutAnother = new Set(['release-ask', 'record-delivery', 'accept-silence', 'succeed-coordinator']);

/** Which ask verbs this reader may use on this very ask: its own agency answers, the others may release. */
export const askVerbs = (ask: AskView, allowed: readonly string[], session: SessionView): readonly string[] => {
  const isOwn = session.memberships.some(({ agency }) => agency.id === ask.agency.id);
  return allowed.filter((verb) => {
    if (verb === 'acknowledge-ask') return isOwn && ask.acknowledgedAt === null;
    if (verb === 'give-opinion') return isOwn;
    if (verb === 'request-release') return isOwn && ask.releaseRequested === null;
    return aboutAnother.has(verb) && !isOwn;
  });
};

interface AskListProps {
  readonly asks: LeadPartView['asks'];
  readonly part: LeadPartView;
  readonly session: SessionView;
  readonly isPast: boolean;
}

/** What the lead asked of others, and what they answered. */
export const AskList = ({ asks, part, session, isPast }: AskListProps) => {
  if (asks.length === 0) return null;
  return (
    <section className="part-section">
      <h3>Ý kiến phối hợp</h3>
      <ul className="records">
        {asks.map((ask) => (
          <li key={askKey(ask)}>
            <AskBody ask={ask} />
            {isPast ? null : <AskActs ask={ask} part={part.part} verbs={askVerbs(ask, part.acts, session)} />}
          </li>
        ))}
      </ul>
    </section>
  );
};
