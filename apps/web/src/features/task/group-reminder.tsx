import '../acts/form.css';
import { useState } from 'react';
import { Button, CopyButton, Textarea } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { TaskDetail } from '#contracts';
import { SidePanel } from '../../ui/side-panel.js';
import { groupMessage } from '../../words/group-message.js';

/** "Sao chép nội dung nhắc việc": a text for a group chat that exists, seen before it is copied; it can be selected by hand too. */
export const GroupReminder = ({ task }: { readonly task: TaskDetail }) => {
  const [isOpen, setOpen] = useState(false);
  const message = groupMessage(task, `${window.location.origin}/nhiem-vu/${task.id}`);
  if (message === null) return null;
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
      </Button>
      {isOpen ? (
        <SidePanel
          title="Sao chép nội dung nhắc việc"
          about="Nội dung để dán vào nhóm trao đổi có sẵn (Zalo, thư). Không có tên người, số điện thoại; hệ thống không gửi gì."
          onClose={() => {
            setOpen(false);
          }}
        >
          <div className="stack">
            <Textarea
              label="Nội dung"
              value={message}
              readOnly
              autosize
              onFocus={({ currentTarget }) => {
                currentTarget.select();
              }}
            />
            <CopyButton value={message} timeout={4000}>
              {({ copied, copy }) => (
                <Button leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />} onClick={copy}>
                  <span aria-live="polite">{copied ? 'Đã sao chép' : 'Sao chép'}</span>
                </Button>
              )}
            </CopyButton>
            <p className="small soft">Trình duyệt không cho sao chép: chọn nội dung ở trên rồi nhấn Ctrl+C.</p>
          </div>
        </SidePanel>
      ) : null}
    </div>
  );
};
