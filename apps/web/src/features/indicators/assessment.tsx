import type { ComponentType } from 'react';
import { IconCheck, IconHelp, IconTrendingUp, IconAlertTriangle } from '@tabler/icons-react';
import type { AssessmentView } from '#contracts';
import { formatNumber } from '../../words/dates.js';

type Look = readonly [string, ComponentType<{ size?: number; 'aria-hidden'?: boolean }>];

const looks: Readonly<Record<AssessmentView['status'], Look>> = {
  met: ['green', IconCheck],
  'on-course': ['navy', IconTrendingUp],
  behind: ['red', IconAlertTriangle],
  'not-measurable': ['grey', IconHelp],
};

/** How one target stands, with the rule by which it is said; the slopes where there are any. */
export const Assessment = ({ assessment, unit }: { readonly assessment: AssessmentView; readonly unit: string | null }) => {
  const [tone, Icon] = looks[assessment.status];
  const perYear = `${unit ?? 'đơn vị'}/năm`;
  return (
    <div className="assessment">
      <span className="mark" data-tone={tone}>
        <Icon size={15} aria-hidden />
        {assessment.statusLabel}
      </span>
      {assessment.measurement === null || assessment.isConfirmed ? null : <span className="small soft"> chưa xác nhận</span>}
      <p className="small soft">{assessment.rule}</p>
      {assessment.requiredSlope === null || assessment.status === 'met' ? null : (
        <p className="small">
          Còn cần {formatNumber(assessment.requiredSlope)} {perYear}
          {assessment.slope === null ? '' : `, đến nay ${formatNumber(assessment.slope)} ${perYear}`}
        </p>
      )}
    </div>
  );
};
