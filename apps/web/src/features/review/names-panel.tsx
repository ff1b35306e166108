import { useState } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AgencyRef } from '#contracts';
import { agenciesQuery, agencyGroupsQuery } from '../../api/queries.js';
import { EmptyState } from '../../ui/empty-state.js';
import { AgencyPicker } from './agency-picker.js';
import { namesInUse, renameEverywhere, type NameInUse } from './names.js';
import { useReviewPage } from './review-context.js';

const useOfficialNames = (): ReadonlyMap<string, string> => {
  const agencies = useQuery(agenciesQuery).data ?? [];
  const groups = useQuery(agencyGroupsQuery).data ?? [];
  return new Map([...agencies, ...groups].map(({ id, name }) => [id, name]));
};

const isSameName = (one: NameInUse, other: NameInUse): boolean =>
  one.text === other.text && JSON.stringify(one.refs) === JSON.stringify(other.refs);

const Chooser = ({ name, onClose }: { readonly name: NameInUse; readonly onClose: () => void }) => {
  const { review } = useReviewPage();
  const before: readonly AgencyRef[] = name.refs.map((ref) => ({ ...ref, text: name.text }));
  const [chosen, setChosen] = useState<readonly AgencyRef[]>(before.filter(({ id }) => id !== null));
  const apply = async (): Promise<void> => {
    // One agency goes by the words of the file; several go by their own names.
    const refs = chosen.length === 1 ? chosen.map((ref) => ({ ...ref, text: name.text })) : chosen;
    const done = await review.correct(
      ({ draft }) => {
        const now = namesInUse(draft).find((each) => isSameName(each, name));
        return now === undefined ? null : { edits: renameEverywhere(draft, now, refs) };
      },
      `Đã sửa tên ở ${String(name.cells)} ô.`,
    );
    if (done) onClose();
  };
  return (
    <div className="stack-tight">
      <AgencyPicker label={`“${name.text}” là`} value={chosen} onValue={setChosen} autoFocus />
      <div className="row">
        <Button size="sm" loading={review.isBusy} disabled={chosen.length === 0} onClick={() => void apply()}>
          Áp dụng cho cả {name.cells} ô
        </Button>
        <Button size="sm" variant="default" onClick={onClose}>
          Đóng
        </Button>
      </div>
    </div>
  );
};

const Taken = ({ refs, official }: { readonly refs: NameInUse['refs']; readonly official: ReadonlyMap<string, string> }) => {
  const [ref] = refs;
  if (ref === undefined || ref.id === null)
    return (
      <span className="mark" data-tone="amber">
        chưa nhận ra
      </span>
    );
  return (
    <span className="soft">
      {ref.kind === 'group' ? 'tên gọi chung: ' : 'là '}
      {official.get(ref.id) ?? ref.id}
    </span>
  );
};

interface NameItemProps {
  readonly name: NameInUse;
  readonly official: ReadonlyMap<string, string>;
  readonly isChosen: boolean;
  readonly onChoose: (name: NameInUse | null) => void;
}

const NameItem = ({ name, official, isChosen, onChoose }: NameItemProps) => {
  const { review } = useReviewPage();
  const isUnknown = name.refs[0]?.kind === 'unresolved';
  return (
    <li className="card stack-tight" data-doubtful={isUnknown}>
      <div className="spread">
        <p>
          <strong>{name.text}</strong> <span className="small soft">({name.cells} ô)</span>
          <br />
          <Taken refs={name.refs} official={official} />
        </p>
        {review.isOpen && !isChosen ? (
          <Button
            size="compact-sm"
            variant={isUnknown ? 'filled' : 'default'}
            onClick={() => {
              onChoose(name);
            }}
          >
            {isUnknown ? 'Chọn cơ quan' : 'Chọn lại'}
            <span className="visually-hidden"> cho “{name.text}”</span>
          </Button>
        ) : null}
      </div>
      {isChosen ? (
        <Chooser
          name={name}
          onClose={() => {
            onChoose(null);
          }}
        />
      ) : null}
    </li>
  );
};

/** Every name that the file prints, once: what it was taken for, and the way to put it right in all rows at once. */
export const NamesPanel = () => {
  const { review } = useReviewPage();
  const official = useOfficialNames();
  const [chosen, setChosen] = useState<NameInUse | null>(null);
  const names = namesInUse(review.view.draft);
  if (names.length === 0) return <EmptyState title="Bản dự thảo không nêu tên cơ quan nào" />;
  return (
    <ul className="review-names">
      {names.map((name) => (
        <NameItem
          key={`${name.text} ${String(name.refs[0]?.id)}`}
          name={name}
          official={official}
          isChosen={chosen !== null && isSameName(chosen, name)}
          onChoose={setChosen}
        />
      ))}
    </ul>
  );
};
