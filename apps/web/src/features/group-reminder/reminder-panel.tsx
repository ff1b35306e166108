import '../acts/form.css';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { PageSkeleton } from '../../ui/page-skeleton.js';

const SidePanel = lazy(() => import('../../ui/side-panel.js').then((module) => ({ default: module.SidePanel })));

interface ReminderPanelProps {
  /** What is told of, for readers who hear one button after another; null: the page says it. */
  readonly of?: string | null;
  readonly children: ReactNode;
}

/** "Sao chép nội dung nhắc việc": a text for a group chat that exists. The panel and what stands in it are loaded when it is opened. */
export const ReminderPanel = ({ of = null, children }: ReminderPanelProps) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="no-print">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconCopy size={16} aria-hidden />}
        onClick={() => {
          setOpen(true);
        }}
      >
        Sao chép nội dung nhắc việc
        {of === null ? null : <span className="visually-hidden">: {of}</span>}
      </Button>
      {isOpen ? (
        <Suspense>
          <SidePanel
            title="Sao chép nội dung nhắc việc"
            about="Nội dung để dán vào nhóm trao đổi có sẵn (Zalo, thư). Không có tên người, số điện thoại; hệ thống không gửi gì."
            onClose={() => {
              setOpen(false);
            }}
          >
            <Suspense fallback={<PageSkeleton rows={3} />}>{children}</Suspense>
          </SidePanel>
        </Suspense>
      ) : null}
    </div>
  );
};
