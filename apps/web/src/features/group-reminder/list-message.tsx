import './group-reminder.css';
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '@mantine/core';
import { plansQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageSkeleton } from '../../ui/page-skeleton.js';
import { formatNumber } from '../../words/dates.js';
import { agenciesToTell, groupListMessage, type PartToTell } from '../../words/group-message.js';
import { CopyText } from './copy-text.js';

interface ListMessageProps {
  readonly parts: readonly PartToTell[];
  /** Of how many; more than are here: the text says so. */
  readonly total: number;
  readonly address: string;
}

/** One text for the parts of a list, by agency; agencies can be left out. */
export const ListMessage = ({ parts, total, address }: ListMessageProps) => {
  const plans = useQuery(plansQuery);
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set());
  const agencies = agenciesToTell(parts);
  if (agencies.length === 0) return <EmptyState title="Không có gì để nhắc">Các lượt giao trong danh sách này đều đã kết thúc.</EmptyState>;
  if (plans.isPending) return <PageSkeleton rows={3} />;
  const documentOf = (id: string): string | null => {
    const document = plans.data?.find((plan) => plan.id === id)?.document;
    return document?.number ?? document?.title ?? null;
  };
  const toggle = (id: string): void => {
    const next = new Set(leftOut);
    if (!next.delete(id)) next.add(id);
    setLeftOut(next);
  };
  const message = groupListMessage(
    parts.filter(({ agency }) => !leftOut.has(agency.id)),
    documentOf,
    address,
  );
  return (
    <div className="stack">
      {total > parts.length ? (
        <p className="small">
          Nội dung gồm {formatNumber(parts.length)} trong {formatNumber(total)} dòng của danh sách. Lọc bớt để nhắc đủ.
        </p>
      ) : null}
      {agencies.length === 1 ? null : (
        <fieldset className="agencies-to-tell">
          <legend>Cơ quan được nhắc</legend>
          {agencies.map(({ id, name, parts: own }) => (
            <Checkbox
              key={id}
              label={`${name} (${formatNumber(own.length)})`}
              checked={!leftOut.has(id)}
              onChange={() => {
                toggle(id);
              }}
            />
          ))}
        </fieldset>
      )}
      {message === null ? <EmptyState title="Chọn ít nhất một cơ quan" /> : <CopyText key={message} text={message} />}
    </div>
  );
};
