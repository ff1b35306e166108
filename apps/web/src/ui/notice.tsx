import type { ReactNode } from 'react';
import { IconAlertTriangle } from '@tabler/icons-react';

interface NoticeProps {
  /** `red`: refused or failed; `amber`: look before going on. */
  readonly tone: 'red' | 'amber';
  readonly title: string;
  readonly children?: ReactNode;
}

/** Something the reader must know now; said to screen readers at once. */
export const Notice = ({ tone, title, children }: NoticeProps) => (
  <div className="notice-box" data-tone={tone} role="alert">
    <p className="notice-title">
      <IconAlertTriangle size={18} aria-hidden />
      {title}
    </p>
    {children}
  </div>
);
