import { Select } from '@mantine/core';
import type { PlanDraft } from '#contracts';
import { useReviewPage } from './review-context.js';

interface InGroup {
  readonly group: string | null;
  readonly groupIndex: number | null;
}

interface GroupSelectProps {
  readonly value: InGroup;
  readonly onGroup: (group: InGroup) => void;
}

const SHOWN = 70;
const nameOf = ({ ordinal, title }: PlanDraft['groups'][number]): string => {
  const text = [ordinal, title].filter((each) => each !== '').join('. ');
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};

/** Which heading a row stands under. Ordinals of groups may repeat, so a group is named by its index. */
export const GroupSelect = ({ value, onGroup }: GroupSelectProps) => {
  const { groups } = useReviewPage().review.view.draft;
  const known = value.groupIndex ?? groups.findIndex(({ ordinal }) => ordinal === value.group);
  return (
    <Select
      label="Nhóm"
      clearable
      placeholder="Không thuộc nhóm nào"
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
      clearButtonProps={{ 'aria-label': 'Bỏ nhóm' }}
      data={groups.map((group, index) => ({ value: String(index), label: nameOf(group) }))}
      value={known < 0 ? null : String(known)}
      onChange={(chosen) => {
        const index = chosen === null ? null : Number(chosen);
        onGroup({ group: index === null ? null : (groups[index]?.ordinal ?? null), groupIndex: index });
      }}
    />
  );
};
