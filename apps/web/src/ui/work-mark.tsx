import type { ComponentType } from 'react';
import {
  IconArrowBackUp,
  IconCheck,
  IconCircleDashed,
  IconClockPause,
  IconHourglass,
  IconInbox,
  IconPlayerPlay,
  IconQuestionMark,
  IconSend,
  IconX,
} from '@tabler/icons-react';
import type { WorkName } from '#contracts';

type Tone = 'grey' | 'navy' | 'amber' | 'green' | 'red';
type Look = readonly [Tone, ComponentType<{ size?: number; 'aria-hidden'?: boolean }>];

const looks: Readonly<Record<WorkName, Look>> = {
  unassigned: ['amber', IconQuestionMark],
  awaiting: ['amber', IconInbox],
  'reassignment-requested': ['amber', IconQuestionMark],
  acknowledged: ['navy', IconCircleDashed],
  'in-progress': ['navy', IconPlayerPlay],
  returned: ['amber', IconArrowBackUp],
  submitted: ['navy', IconSend],
  approved: ['green', IconHourglass],
  completed: ['green', IconCheck],
  suspended: ['grey', IconClockPause],
  withdrawn: ['grey', IconX],
  cancelled: ['grey', IconX],
  superseded: ['grey', IconX],
  'closed-not-done': ['grey', IconX],
};

/** The situation of a part: words and a sign, the colour only repeats them. */
export const WorkMark = ({ work, label }: { readonly work: WorkName; readonly label: string }) => {
  const [tone, Icon] = looks[work];
  return (
    <span className="mark" data-tone={tone}>
      <Icon size={15} aria-hidden />
      {label}
    </span>
  );
};
