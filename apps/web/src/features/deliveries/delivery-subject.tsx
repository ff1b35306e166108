import { Link } from '@tanstack/react-router';
import type { DeliveryLineView } from '#contracts';

/** What a reminder is about, with the way there. */
export const DeliverySubject = ({ about }: Pick<DeliveryLineView, 'about'>) => {
  const text = about.ordinal === null ? about.title : `${about.ordinal}. ${about.title}`;
  return about.kind === 'task' ? (
    <Link to="/nhiem-vu/$id" params={{ id: about.id }} search={{ muc: 'nhac-viec' }}>
      {text}
    </Link>
  ) : (
    <Link to="/chi-tieu">{text}</Link>
  );
};
