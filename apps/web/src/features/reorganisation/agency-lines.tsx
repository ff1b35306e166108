import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { Select } from '@mantine/core';
import type { AgencyView, SuccessionProposalLine } from '#contracts';
import { formatDate } from '../../words/dates.js';
import { keyOf, type Choices } from './choices.js';

const kinds: Readonly<Record<SuccessionProposalLine['kind'], string>> = {
  lead: 'Chủ trì',
  coordinator: 'Phối hợp',
  approver: 'Phê duyệt',
  indicator: 'Theo dõi chỉ tiêu',
};

interface AgencyLinesProps {
  readonly lines: readonly SuccessionProposalLine[];
  readonly agencies: readonly AgencyView[];
  readonly choices: Choices;
  readonly choose: (lines: readonly SuccessionProposalLine[], to: string) => void;
}

/** So many lines are shown at once; hundreds of fields would make the page heavy. */
const FEW = 3;

type Option = { readonly value: string; readonly label: string };

/** Those named by the reorganisation first, then every agency that is there. */
const optionsOf = (line: SuccessionProposalLine | undefined, agencies: readonly AgencyView[]) => {
  const among = (line?.among ?? []).map(({ id, name }): Option => ({ value: id, label: name }));
  const others = agencies
    .filter(({ id }) => !among.some(({ value }) => value === id))
    .map(({ id, name }): Option => ({ value: id, label: name }));
  return [
    { group: 'Theo đợt sắp xếp', items: among },
    { group: 'Cơ quan khác', items: others },
  ];
};

/** What one ended agency still holds: one choice for all of it, or one for each line. */
export const AgencyLines = ({ lines, agencies, choices, choose }: AgencyLinesProps) => {
  const [isOpen, setOpen] = useState(lines.length <= FEW);
  const [first] = lines;
  if (first === undefined) return null;
  const options = optionsOf(first, agencies);
  const same = new Set(lines.map((line) => choices.get(keyOf(line)) ?? ''));
  const common = same.size === 1 ? ([...same][0] ?? '') : '';
  return (
    <details
      className="succession-agency"
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <strong>{first.from.name}</strong>{' '}
        <span className="soft">
          kết thúc từ {formatDate(first.on)}: {lines.length} dòng
        </span>
      </summary>
      {isOpen ? (
        <>
          {first.note === null ? null : <p className="small soft">{first.note}</p>}
          <Select
            className="succession-all"
            label={`Cơ quan kế thừa mọi dòng của ${first.from.name}`}
            placeholder={first.proposal === 'none' ? 'Chưa có cơ quan kế thừa' : 'Chọn từng dòng, hoặc một cơ quan cho mọi dòng'}
            data={options}
            searchable
            clearable
            value={common === '' ? null : common}
            onChange={(value) => {
              choose(lines, value ?? '');
            }}
          />
          <ul className="plain-list succession-lines">
            {lines.map((line) => (
              <li key={keyOf(line)}>
                <div>
                  <span className="small soft">
                    {kinds[line.kind]} {line.part ?? ''}
                  </span>{' '}
                  {line.kind === 'indicator' ? (
                    line.title
                  ) : (
                    <Link to="/nhiem-vu/$id" params={{ id: line.subject }}>
                      {line.title}
                    </Link>
                  )}
                  {line.findings.map(({ code, text }) => (
                    <div key={code} className="small succession-finding">
                      {text}
                    </div>
                  ))}
                </div>
                <Select
                  aria-label={`Cơ quan kế thừa: ${kinds[line.kind].toLowerCase()} ${line.title}`}
                  size="xs"
                  data={options}
                  searchable
                  clearable
                  placeholder="Chưa chọn"
                  value={choices.get(keyOf(line)) ?? null}
                  onChange={(value) => {
                    choose([line], value ?? '');
                  }}
                />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </details>
  );
};
