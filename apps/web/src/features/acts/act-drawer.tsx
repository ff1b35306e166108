import './form.css';
import { Drawer } from '@mantine/core';
import type { Act, ActSubject } from './act.js';
import { ActForm } from './act-form.js';

interface ActDrawerProps {
  readonly act: Act;
  readonly subject: ActSubject;
  readonly onClose: () => void;
}

/** The form beside the page it is about, so that what is decided upon stays in sight. */
const ActDrawer = ({ act, subject, onClose }: ActDrawerProps) => {
  const holder = subject.ask?.agency.name ?? subject.part?.agency.name;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(560px, 100vw)"
      title={act.title ?? act.label}
      closeButtonProps={{ 'aria-label': 'Đóng biểu mẫu' }}
      transitionProps={{ duration: 0 }}
      classNames={{ title: 'drawer-title', body: 'drawer-body' }}
    >
      <p className="drawer-subject">
        {holder === undefined ? null : <strong>{holder}</strong>}
        <span className="clamp">{subject.task.title}</span>
      </p>
      <ActForm act={act} subject={subject} onClose={onClose} />
    </Drawer>
  );
};

export default ActDrawer;
